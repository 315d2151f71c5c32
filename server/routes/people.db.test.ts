import assert from 'node:assert/strict'
import { loadActor } from '#city/organisation/store.ts'
import { endGrants, startGrants } from '#city/person/grant-store.ts'
import { findPassword } from '#kernel/auth/accounts.ts'
import { isPassword } from '#kernel/auth/password.ts'
import { sql } from '#kernel/db/sql.ts'
import { must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const xin = { name: '欣然', username: 'Xin.Ran', unitId: 'centre', phone: '13800138000' }
const open = (s: Story, given: object = xin) => must(s.post('xitong', '/api/accounts', given))
const give = (post: string, more: object = {}) => ({
  post,
  unitId: 'centre',
  from: '2026-03-02',
  reason: '到岗',
  ...more,
})
const codes = async (...replies: ReturnType<Story['post']>[]) =>
  (await Promise.all(replies)).map(({ status, body }) => body.code ?? status)

story('xitong opens an account with a password shown once; it can do nothing until it is changed', async (s) => {
  const { personId, username, password } = await must(s.post('xitong', '/api/accounts', xin, 'the-same-key'))
  assert.equal(username, 'xin.ran')
  const again = await s.post('xitong', '/api/accounts', xin, 'the-same-key')
  assert.equal(again.body.code, 'secret_shown')
  const kept = await s.tx.one<{ text: string }>(sql`
    select string_agg(reply::text, '') || (select string_agg(detail::text, '') from kernel.audit_entry) as text
      from kernel.idempotency_key`)
  assert.ok(!kept.text.includes(password), 'the password is in no ledger')
  const seen = await must(s.get('shenji', `/api/accounts/${personId}`))
  assert.deepEqual([seen.state, seen.phoneMasked, seen.posts, seen.unitName], ['due', '138****8000', [], '监督中心'])
  const { accountId } = await s.tx.one<{ accountId: string }>(
    sql`select account_id as "accountId" from city.person where person_id = ${personId}`,
  )
  assert.ok(await isPassword(password, (await findPassword(s.tx, accountId))!.hash))
  assert.equal((await s.post('xitong', '/api/accounts', { ...xin, username: 'XIN.ran' })).body.code, 'username_taken')
  const faulty = await s.post('xitong', '/api/accounts', { name: '', username: 'a b', unitId: 'centre', phone: '12' })
  assert.deepEqual(faulty.body.faults.map(({ field }: { field: string }) => field).sort(), [
    'body.name',
    'body.phone',
    'body.username',
  ])
})

story('people are found by name, pinyin, initials, post and department, page by page', async (s) => {
  await open(s)
  const found = async (query: string) =>
    (await must(s.get('anquan', `/api/accounts?${query}`))).items.map(({ name }: { name: string }) => name)
  for (const text of ['欣', 'xinran', 'xr', 'XIN.RAN'])
    assert.deepEqual(await found(`text=${encodeURIComponent(text)}`), ['欣然'], text)
  assert.deepEqual(await found(`text=${encodeURIComponent('市政设施')}`), ['luzheng'])
  assert.deepEqual(await found(`text=${encodeURIComponent('值班长')}`), ['banzhang'])
  assert.deepEqual(await found('post=collector'), ['xiaochen', 'xiaolin'])
  assert.deepEqual(await found('state=due'), ['欣然'])
  const first = await must(s.get('anquan', '/api/accounts?limit=5'))
  const second = await must(s.get('anquan', `/api/accounts?limit=100&after=${first.next}`))
  assert.equal(first.items.length + second.items.length, first.total)
  assert.equal((await s.get('anquan', '/api/accounts?nonsense=1')).status, 400)
})

story('anquan gives a post and takes it away; none of the three does what is another’s', async (s) => {
  const { personId } = await open(s)
  const at = `/api/accounts/${personId}`
  assert.deepEqual(
    await codes(
      s.post('xitong', `${at}/posts`, give('intake')),
      s.post('shenji', `${at}/posts`, give('intake')),
      s.post('anquan', '/api/accounts', { ...xin, username: 'other' }),
      s.post('anquan', `${at}/password`, { reason: '忘记' }),
      s.post('xitong', `${at}/unlock`, { reason: '忘记' }),
      s.post('shenji', `${at}/switch`, { disabled: true, reason: '停用' }),
      s.post('anquan', `${at}/phone`, { purpose: '联系' }),
    ),
    Array.from({ length: 7 }, () => 'not_permitted'),
  )
  await must(s.post('anquan', `${at}/posts`, give('intake')))
  const actor = await loadActor(s.tx, town.districtId, personId, s.clock.now())
  assert.ok(actor?.grants.has('case.register'))
  assert.equal((await s.post('anquan', `${at}/posts`, give('intake'))).body.code, 'post_held')
  assert.equal((await s.post('anquan', `${at}/posts`, give('audit_admin'))).body.code, 'administrators_apart')
  await must(
    s.post('anquan', `${at}/posts/take`, { post: 'intake', unitId: 'centre', on: '2026-03-02', reason: '调离' }),
  )
  assert.equal((await loadActor(s.tx, town.districtId, personId, s.clock.now()))?.grants.size, 0)
  const { grants } = await must(s.get('shenji', at))
  assert.deepEqual(
    grants.map((g: Record<string, string>) => [g.post, g.givenBy, g.endedBy, g.reason, g.endReason]),
    [['intake', 'anquan', 'anquan', '到岗', '调离']],
  )
})

story('nobody gives himself a post, disables himself, or leaves the district without an administrator', async (s) => {
  const of = (name: 'anquan' | 'xitong' | 'shenji') => `/api/accounts/${s.people[name]}`
  const taken = { post: 'audit_admin', unitId: 'centre', on: '2026-03-02', reason: '换人' }
  assert.deepEqual(
    await codes(
      s.post('anquan', `${of('anquan')}/posts`, give('leader')),
      s.post('anquan', `${of('anquan')}/posts/take`, { ...taken, post: 'security_admin' }),
      s.post('anquan', `${of('shenji')}/posts/take`, taken),
      s.post('anquan', `${of('xitong')}/posts`, give('intake')),
    ),
    ['own_post', 'own_post', 'last_administrator', 'administrators_apart'],
  )
  const { personId } = await open(s)
  await must(s.post('anquan', `/api/accounts/${personId}/posts`, give('audit_admin')))
  const reset = await s.post('xitong', `/api/accounts/${personId}/password`, { reason: '忘记口令' })
  assert.equal(reset.body.code, 'administrator_password', 'xitong cannot come to sign in as the auditor')
  await must(s.post('anquan', `${of('shenji')}/posts/take`, taken))
  const only = await s.post('xitong', `/api/accounts/${personId}/switch`, { disabled: true, reason: '停用' })
  assert.equal(only.body.code, 'last_administrator')
})

story('a post for certain days begins on the first and counts no more on the last, to the hour', async (s) => {
  const { personId } = await open(s)
  const at = `/api/accounts/${personId}`
  const holds = async () =>
    (await loadActor(s.tx, town.districtId, personId, s.clock.now()))?.posts.includes('dispatcher') ?? false
  await must(s.post('anquan', `${at}/posts`, give('dispatcher', { from: '2026-03-04', to: '2026-03-06' })))
  assert.equal(await holds(), false)
  s.clock.set('2026-03-04T00:05:00+08:00')
  assert.equal(await startGrants(s.tx, town.districtId, s.clock.now()), 1)
  assert.equal(await holds(), true)
  s.clock.set('2026-03-05T23:59:00+08:00')
  assert.equal(await endGrants(s.tx, town.districtId, s.clock.now()), 0)
  assert.equal(await holds(), true)
  s.clock.set('2026-03-06T00:00:00+08:00')
  assert.equal(await holds(), false, 'judged to the instant, swept or not')
  assert.equal(await endGrants(s.tx, town.districtId, s.clock.now()), 1)
  const { posts, grants } = await must(s.get('anquan', at))
  assert.deepEqual([posts, grants[0].endedBy], [[], ''])
  const luzheng = `/api/accounts/${s.people.luzheng}`
  const later = { post: 'unit_handler', unitId: 'roads', on: '2026-03-09', reason: '借调期满' }
  await must(s.post('anquan', `${luzheng}/posts/take`, later))
  assert.equal((await must(s.get('anquan', luzheng))).posts[0].to, '2026-03-09')
})

story('xitong disables and enables, resets a password; anquan unlocks and ends sessions', async (s) => {
  const { personId, password } = await open(s)
  const at = `/api/accounts/${personId}`
  await must(s.post('xitong', `${at}/switch`, { disabled: true, reason: '离职' }))
  assert.equal((await must(s.get('xitong', at))).state, 'disabled')
  assert.equal(await loadActor(s.tx, town.districtId, personId), undefined)
  assert.equal((await s.post('xitong', `${at}/switch`, { disabled: true, reason: '离职' })).body.code, 'account_state')
  await must(s.post('xitong', `${at}/switch`, { disabled: false, reason: '返聘' }))
  const reset = await must(s.post('xitong', `${at}/password`, { reason: '忘记口令' }))
  assert.notEqual(reset.password, password)
  await s.tx.run(sql`
    insert into auth.sign_in_failure (username, failures, window_start, locked_until)
    values ('xin.ran', 5, ${s.clock.now()}, ${new Date(s.clock.now().getTime() + 900_000)})`)
  assert.equal((await must(s.get('anquan', at))).state, 'locked')
  await must(s.post('anquan', `${at}/unlock`, { reason: '本人到场确认' }))
  assert.equal((await must(s.get('anquan', at))).state, 'due')
  assert.equal((await must(s.post('anquan', `${at}/sign-out`, { reason: '手机丢失' }))).ended, 0)
})

story('a number is masked until xitong says why he wants it, and that is audited', async (s) => {
  const { personId } = await open(s)
  const at = `/api/accounts/${personId}`
  assert.equal((await s.post('xitong', `${at}/phone`, {})).status, 400)
  assert.equal((await must(s.post('xitong', `${at}/phone`, { purpose: '通知换证' }))).phone, '13800138000')
  const entries = await must(s.get('shenji', `/api/audit?object=${encodeURIComponent(`${at}/phone`)}`))
  assert.deepEqual(
    entries.items.map((e: Record<string, unknown>) => [
      e.actorName,
      e.outcome,
      (e.detail as { purpose?: string }).purpose,
    ]),
    [
      ['xitong', 'done', '通知换证'],
      ['xitong', 'refused', undefined],
    ],
  )
  await must(s.post('xitong', `${at}/amend`, { name: '欣然', unitId: 'roads', phone: '' }))
  assert.equal((await s.post('xitong', `${at}/phone`, { purpose: '通知' })).body.code, 'phone_unknown')
})
