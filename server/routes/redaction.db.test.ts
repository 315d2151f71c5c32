import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { inHandled, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const plate = { boxes: [{ x: 0.2, y: 0.2, width: 0.4, height: 0.3 }], reason: '车牌' }

/** A photo that the roads office sent with its report. */
async function handledPhoto(s: Story): Promise<string> {
  const at = await inHandled(s)
  const { files } = await must(s.get('banzhang', at))
  return `/api/files/${files[0].fileId}`
}

const views = async (s: Story) =>
  (
    await s.tx.many<{ actorId: string }>(sql`
      select actor_id as "actorId" from kernel.audit_entry
       where district_id = ${town.districtId} and act = 'original photo viewed'`)
  ).length

story('shouli blacks out a plate: the unit, the desk and the chief all see the redacted picture only', async (s) => {
  const file = await handledPhoto(s)
  const before = await s.get('luzheng', `${file}/screen`)
  assert.equal(before.status, 200)
  assert.equal(before.headers['cache-control'], 'private, no-cache')
  assert.deepEqual(await must(s.post('shouli', `${file}/redactions`, { seen: 0, ...plate })), { version: 1 })
  for (const who of ['luzheng', 'shouli', 'banzhang'] as const)
    for (const variant of ['screen', 'thumb']) {
      const now = await s.get(who, `${file}/${variant}`)
      assert.equal(now.status, 200)
      assert.notEqual(now.headers.etag, before.headers.etag)
    }
})

story('a picture kept from before is not confirmed: whoever asks again gets the redacted one', async (s) => {
  const file = await handledPhoto(s)
  const kept = String((await s.get('luzheng', `${file}/screen`)).headers.etag)
  const again = (tag: string) =>
    s.app.inject({ url: `${file}/screen`, headers: { 'x-cast': 'luzheng', 'if-none-match': tag } })
  assert.equal((await again(kept)).statusCode, 304)
  await must(s.post('shouli', `${file}/redactions`, { seen: 0, ...plate }))
  const now = await again(kept)
  assert.deepEqual([now.statusCode, now.headers.etag === kept], [200, false])
})

story(
  'ducha sees the original and each view is on record; the unit that sent it may not, wairen gets nothing',
  async (s) => {
    const file = await handledPhoto(s)
    await must(s.post('shouli', `${file}/redactions`, { seen: 0, ...plate }))
    const original = await s.get('ducha', `${file}/original`)
    assert.deepEqual([original.status, original.headers['cache-control']], [200, 'private, no-store'])
    assert.equal((await s.get('banzhang', `${file}/original`)).status, 200)
    assert.equal(await views(s), 2)
    for (const who of ['luzheng', 'shouli', 'diaodu'] as const)
      assert.equal((await s.get(who, `${file}/original`)).body.code, 'not_permitted', who)
    assert.equal((await s.post('luzheng', `${file}/redactions`, { seen: 1, boxes: [], reason: '不遮了' })).status, 403)
    for (const path of ['screen', 'original', 'redactions'])
      assert.equal((await s.get('wairen', `${file}/${path}`)).status, 403)
    assert.equal((await s.get('huanwei', `${file}/redactions`)).body.code, 'file_not_found')
    assert.equal(await views(s), 2, 'a refusal is no view')
  },
)

story('shouli undoes the redaction with a reason; both versions stay in its history', async (s) => {
  const file = await handledPhoto(s)
  const before = (await s.get('luzheng', `${file}/screen`)).headers.etag
  await must(s.post('shouli', `${file}/redactions`, { seen: 0, ...plate }))
  assert.equal(
    (await s.post('shouli', `${file}/redactions`, { seen: 0, ...plate })).body.code,
    'photo_redacted_meanwhile',
  )
  await must(s.post('shouli', `${file}/redactions`, { seen: 1, boxes: [], reason: '不是车牌' }))
  assert.equal((await s.get('luzheng', `${file}/screen`)).headers.etag, before)
  const { versions } = await must(s.get('shouli', `${file}/redactions`))
  assert.deepEqual(
    versions.map(({ version, reason }: { version: number; reason: string }) => [version, reason]),
    [
      [2, '不是车牌'],
      [1, '车牌'],
    ],
  )
})

story('a box that leaves the picture is refused at its field', async (s) => {
  const file = await handledPhoto(s)
  const boxes = [{ x: 0.8, y: 0, width: 0.4, height: 0.1 }]
  const { status, body } = await s.post('shouli', `${file}/redactions`, { seen: 0, boxes, reason: '车牌' })
  assert.equal(status, 400)
  assert.match(JSON.stringify(body), /boxes\.0\.width/)
})
