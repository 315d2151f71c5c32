import assert from 'node:assert/strict'
import { wantNotice } from '#city/notice/wanted.ts'
import { notifySubscribers } from '#command/notify/subscribers.ts'
import { sql } from '#kernel/db/sql.ts'
import { relayIn } from '../testing/relayed.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { type Name, town } from '../testing/town.ts'

type Seen = { noticeId: string; template: string; title: { zh: string }; text: { zh: string }; caseId: string | null }

const noticesOf = async ({ get }: Story, who: Name, query = ''): Promise<Seen[]> =>
  (await must(get(who, `/api/notices${query}`))).items

const templatesOf = async (s: Story, who: Name) => (await noticesOf(s, who)).map((notice) => notice.template)

const unread = async ({ get }: Story, who: Name): Promise<number> =>
  (await must(get(who, '/api/notices/unread'))).unread

story('whoever has the next step is told, and nobody else: diaodu, then luzheng, then shouli', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  const at = await filed(s)
  await relay()
  assert.deepEqual(await templatesOf(s, 'diaodu'), ['case.filed'])
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads', note: '联系人 13812345678' }))
  await relay()
  const [notice] = await noticesOf(s, 'luzheng')
  assert.equal(notice?.template, 'case.dispatched')
  assert.match(notice?.title.zh ?? '', /^新派案件 \d+$/)
  assert.match(notice?.text.zh ?? '', /市政设施所.*138\*\*\*\*5678/)
  assert.equal(`/api/cases/${notice?.caseId}`, at)
  await must(s.post('luzheng', `${at}/accept`, {}))
  const after = await s.photo('luzheng')
  await must(s.post('luzheng', `${at}/handle`, { note: '已更换井盖', before: [], after: [after] }))
  await relay()
  assert.deepEqual(await templatesOf(s, 'shouli'), ['case.handled'])
  for (const nobody of ['huanwei', 'xiaolin', 'xitong', 'lingdao'] as const)
    assert.deepEqual(await templatesOf(s, nobody), [], nobody)
})

story('a case that leaves luzheng’s scope takes its notices with it, from the list and from the count', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  await relay()
  assert.equal(await unread(s, 'luzheng'), 1)
  await must(s.post('luzheng', `${at}/return`, { reason: '属环卫所职责' }))
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'sanitation' }))
  await relay()
  assert.deepEqual(await templatesOf(s, 'luzheng'), [])
  assert.equal(await unread(s, 'luzheng'), 0)
  assert.deepEqual(await templatesOf(s, 'huanwei'), ['case.dispatched'])
})

story('nobody is told of a case that they may not see, whoever asks for it', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  const caseId = at.split('/').at(-1) ?? ''
  const everybody = [
    ...Object.values(s.people).map((personId) => ({ personId })),
    { unitId: 'sanitation' },
    { post: 'system_admin' },
    { personId: 'citizen' },
  ]
  await wantNotice(s.tx, town.districtId, { to: everybody, template: 'clock.late', caseId, reason: '试一试' })
  await relay()
  for (const outsider of ['huanwei', 'xitong', 'anquan', 'shenji', 'wairen'] as const) {
    const told = await s.tx.many(sql`
      select 1 from command.notice where district_id = ${town.districtId} and person_id = ${s.people[outsider]}`)
    assert.equal(told.length, 0, outsider)
  }
  assert.ok((await templatesOf(s, 'luzheng')).includes('clock.late'))
  assert.ok((await templatesOf(s, 'ducha')).includes('clock.late'))
})

story('what another capability wants told takes the case’s own facts where it brings none', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  const at = await filed(s)
  await relay()
  const caseId = at.split('/').at(-1) ?? ''
  await wantNotice(s.tx, town.districtId, {
    to: { post: 'dispatcher' },
    template: 'clock.warning',
    params: { due: '2026-03-02T03:15:00Z' },
    caseId,
  })
  await wantNotice(s.tx, town.districtId, {
    to: { post: 'system_admin' },
    template: 'no.such',
    params: { text: '磁盘将满' },
    reason: '您是系统管理员',
  })
  await relay()
  const [warning] = await noticesOf(s, 'diaodu')
  assert.equal(warning?.template, 'clock.warning')
  assert.match(warning?.text.zh ?? '', /雨水井盖.*03-02 11:15/)
  const [general] = await noticesOf(s, 'xitong')
  assert.deepEqual([general?.template, general?.title.zh, general?.text.zh], ['general', '您是系统管理员', '磁盘将满'])
})

story('diaodu marks one as read, then all, and takes both back', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  for (let n = 0; n < 3; n++) await filed(s)
  await relay()
  assert.equal(await unread(s, 'diaodu'), 3)
  const [first] = await noticesOf(s, 'diaodu')
  const mark = (read: boolean) => s.post('diaodu', '/api/notices/mark', { noticeIds: [first?.noticeId], read })
  assert.equal((await must(mark(true))).changed, 1)
  assert.equal(await unread(s, 'diaodu'), 2)
  assert.equal((await noticesOf(s, 'diaodu', '?unread=1')).length, 2)
  s.clock.advance(1_000)
  const all = await must(s.post('diaodu', '/api/notices/mark-all', {}))
  assert.equal(all.changed, 2)
  assert.equal(await unread(s, 'diaodu'), 0)
  assert.equal((await must(s.post('diaodu', '/api/notices/unmark-all', { readAt: all.readAt }))).changed, 2)
  assert.equal(await unread(s, 'diaodu'), 2)
  assert.equal((await must(mark(false))).changed, 1)
  assert.equal(
    (await must(s.post('banzhang', '/api/notices/mark', { noticeIds: [first?.noticeId], read: true }))).changed,
    0,
  )
})

story('pages of notices follow each other without a gap, and a filter holds on each', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  for (let n = 0; n < 5; n++) {
    await filed(s)
    s.clock.advance(60_000)
  }
  await relay()
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const page = await must(s.get('diaodu', `/api/notices?kind=task&limit=2${cursor}`))
    seen.push(...page.items.map((item: Seen) => item.noticeId))
    if (page.next === null) break
    cursor = `&cursor=${encodeURIComponent(page.next)}`
  }
  assert.equal(new Set(seen).size, 5)
  assert.equal(seen.length, 5)
  assert.equal((await noticesOf(s, 'diaodu', '?kind=urge')).length, 0)
})

story('diaodu mutes a kind and is not told of it; the telephone comes back masked only', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  const choice = { muted: ['task'], sms: ['urge'], quietFrom: 1320, quietTo: 420, phone: '13812345678' }
  const set = await must(s.post('diaodu', '/api/notices/preference', choice))
  assert.deepEqual([set.phoneMasked, set.smsEnabled], ['138****5678', false])
  await filed(s)
  await relay()
  assert.equal(await unread(s, 'diaodu'), 0)
})

story('an event told twice reaches a person once', async (s) => {
  await filed(s)
  await relayIn(s.tx, notifySubscribers)()
  await relayIn(s.tx, notifySubscribers)()
  assert.equal(await unread(s, 'diaodu'), 1)
})
