import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { purgeDrafts } from '#serve/call/store.ts'
import { must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown } from '../testing/town.ts'

const draftId = '01890000-0000-7000-8000-0000000000d1'
const content = {
  ...{ source: 'hotline', urgency: 'normal', description: '井盖', category: null, files: [] },
  place: { text: '南滨路', point: null },
  reporter: { name: '陈先生', phone: '13812345678' },
}

const put = ({ app }: Story, who: string, body: unknown, id = draftId) =>
  app.inject({ method: 'PUT', url: `/api/call-drafts/${id}`, headers: { 'x-cast': who }, payload: body as object })
const drop = ({ app }: Story, who: string, id = draftId) => {
  const headers = { 'x-cast': who, 'idempotency-key': `drop-${who}-${id}` }
  return app.inject({ method: 'DELETE', url: `/api/call-drafts/${id}`, headers })
}

story(
  'what shouli writes during a call is kept every second, comes back at any seat, and is nobody else’s',
  async (s) => {
    assert.equal((await put(s, 'shouli', content)).statusCode, 200)
    s.clock.advance(1000)
    assert.equal((await put(s, 'shouli', { ...content, description: '井盖缺失，行人绕行' })).statusCode, 200)
    const { items } = await must(s.get('shouli', '/api/call-drafts'))
    assert.deepEqual([items.length, items[0].content.description], [1, '井盖缺失，行人绕行'])
    assert.deepEqual((await must(s.get('banzhang', '/api/call-drafts'))).items, [])
    const stolen = await put(s, 'banzhang', { ...content, description: '改写' })
    assert.deepEqual([stolen.statusCode, stolen.json().code], [404, 'draft_not_yours'])
    await drop(s, 'banzhang')
    assert.equal((await must(s.get('shouli', '/api/call-drafts'))).items.length, 1)
    assert.equal((await drop(s, 'shouli')).statusCode, 200)
    assert.deepEqual((await must(s.get('shouli', '/api/call-drafts'))).items, [])
  },
)

story(
  'a draft is sealed at rest, one of a strange shape is refused, the oldest make room, and a week later it is gone',
  async (s) => {
    await put(s, 'shouli', content)
    const { kept } = await s.tx.one<{ kept: Buffer }>(
      sql`select content as kept from serve.intake_draft where draft_id = ${draftId}`,
    )
    assert.equal(kept.toString('utf8').includes('13812345678') || kept.toString('utf8').includes('陈先生'), false)
    assert.equal((await put(s, 'shouli', { ...content, secret: 1 })).statusCode, 400)
    for (let n = 10; n < 35; n += 1) {
      s.clock.advance(1000)
      await put(s, 'shouli', content, `01890000-0000-7000-8000-0000000000${n}`)
    }
    assert.equal((await must(s.get('shouli', '/api/call-drafts'))).items.length, 20)
    assert.equal(await purgeDrafts(s.tx, s.clock.now()), 0)
    s.clock.advance(8 * 86_400_000)
    assert.ok((await purgeDrafts(s.tx, s.clock.now())) >= 20)
  },
)

story(
  'while the caller speaks shouli sees what that number reported before, masked, and that she looked is on record',
  async (s) => {
    const report = (phone: string) =>
      must(
        s.post('shouli', '/api/cases', {
          ...{ source: 'hotline', description: '井盖缺失，联系 13800001111', place: { point: inTown, text: '南滨路' } },
          reporter: { name: '陈先生', phone },
        }),
      )
    const { number } = await report('138-1234-5678')
    await report('13900000000')
    const found = await must(s.post('shouli', '/api/callers', { phone: '+86 138 1234 5678' }))
    assert.deepEqual([found.total, found.open, found.items.length, found.items[0].number], [1, 1, 1, number])
    assert.equal(JSON.stringify(found).includes('13812345678'), false)
    assert.equal(JSON.stringify(found).includes('13800001111'), false)
    assert.deepEqual((await must(s.post('shouli', '/api/callers', { phone: '13700000000' }))).items, [])
    assert.equal((await s.post('shouli', '/api/callers', { phone: '12' })).body.field, 'body.phone')
    const seen = await s.tx.many<{ detail: { found: number } }>(
      sql`select detail from kernel.audit_entry where act = 'caller looked up' order by at`,
    )
    assert.deepEqual(seen.map(({ detail }) => detail.found).sort(), [0, 1])
  },
)

story('xiaolin in the street finds by a number only what he reported himself', async (s) => {
  const body = {
    source: 'hotline',
    description: '路灯不亮',
    place: { point: inTown },
    reporter: { name: '', phone: '13812345678' },
  }
  await must(s.post('shouli', '/api/cases', body))
  assert.equal((await must(s.post('xiaolin', '/api/callers', { phone: '13812345678' }))).total, 0)
})
