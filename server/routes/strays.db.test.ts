import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { listStrayRows, seesAllStrays } from '#sense/device/strays.ts'
import { must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { foundTown, town } from '../testing/town.ts'

const other = '513398'

const speaks = (s: Story, protocol: string, sender: string, frames: number) =>
  s.tx.run(sql`
    insert into sense.stray (protocol, sender, first_at, last_at, frames, sample)
    values (${protocol}, ${sender}, ${s.clock.now()}, ${s.clock.now()}, ${frames}, ''::bytea)`)

const sendersOf = (items: readonly { sender: string }[]) => items.map(({ sender }) => sender)

/** Other stories leave districts of their own in the database they share. What hangs on those is not looked at here. */
async function forgetOthers({ tx }: Story): Promise<void> {
  await tx.run(sql`set local session_replication_role = replica`)
  await tx.run(sql`delete from city.district where district_id <> ${town.districtId}`)
  await tx.run(sql`set local session_replication_role = origin`)
}

story('while there is one district it sees every stranger; with a second one it finds those it can name', async (s) => {
  await forgetOthers(s)
  await speaks(s, 'jt808', '13900000001', 9)
  await speaks(s, 'hj212', 'MN-OF-SOMEBODY', 4)
  const alone = await must(s.get('xitong', '/api/device-strays'))
  assert.deepEqual([alone.isAll, sendersOf(alone.items)], [true, ['13900000001', 'MN-OF-SOMEBODY']])
  await foundTown(s.tx, other)
  const beside = await must(s.get('xitong', '/api/device-strays'))
  assert.deepEqual([beside.isAll, beside.items], [false, []])
  const part = await must(s.get('xitong', '/api/device-strays?sender=1390000'))
  assert.deepEqual(part.items, [], 'a part of a number tells nothing')
  const whole = await must(s.get('xitong', '/api/device-strays?sender=013900000001'))
  assert.deepEqual(sendersOf(whole.items), ['13900000001'])
  assert.equal((await s.get('diaodu', '/api/device-strays?sender=013900000001')).status, 403)
  assert.equal((await s.get('xitong', '/api/device-strays?like=1')).status, 400)
})

story('what was a district’s own and still speaks is shown to it and to no other', async (s) => {
  await foundTown(s.tx, other)
  const device = { protocol: 'jt808', sender: '13900000002', kind: 'sweeper-truck', name: '旧清扫车' }
  const { deviceId } = await must(s.post('xitong', '/api/devices', device))
  await must(s.post('xitong', `/api/devices/${deviceId}/retire`, { basedOn: 1, reason: '报废' }))
  await speaks(s, 'jt808', '13900000002', 3)
  const own = await must(s.get('xitong', '/api/device-strays'))
  assert.deepEqual(sendersOf(own.items), ['13900000002'])
  assert.deepEqual(await listStrayRows(s.tx, other, { isAll: false }), [])
})

story('of several districts the one that runs the gateways sees every stranger', async (s) => {
  await foundTown(s.tx, other)
  await speaks(s, 'mqtt', 'lamp-9', 1)
  const sees = (districtId: string, gateway: string) => seesAllStrays(s.tx, districtId, gateway)
  assert.deepEqual(
    [await sees(town.districtId, other), await sees(other, other), await sees(other, '')],
    [false, true, false],
  )
  assert.deepEqual(sendersOf(await listStrayRows(s.tx, other, { isAll: true })), ['lamp-9'])
})
