import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { silentLog } from '#kernel/log.ts'
import type { InstructionAnswer } from '../instruction.ts'
import { addressOf, TalqClient } from './client.ts'
import {
  assignCalendar,
  calendar,
  deviceReference,
  group,
  groupReference,
  overrideCommand,
  sunProgram,
} from './codec.ts'
import { serveLampGateway } from './lamp-gateway.ts'
import { LampNetwork } from './network.ts'
import { deviceSample, lamp } from './samples.ts'

const second = addressOf('a second lamp')
const cms = '7b1f6a52-0c7d-4d7e-9a53-2f60a4e8bccc'
const token = 'shared'
const where = { lon: 107.5, lat: 31.2, timeZone: 'Asia/Shanghai' }
const network = new LampNetwork([lamp, second], where)
const server = await serveLampGateway({ network, token, devices: [deviceSample] })
after(() => server.close())
const address = server.address()
const url = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`
const answers: InstructionAnswer[] = []
const client = new TalqClient({
  ...{ url, token, cms, log: silentLog, now: () => Date.parse('2026-03-02T21:00:00+08:00') },
  onAnswer: (one) => void answers.push(one),
})

const call = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${url}${path}?clientAddress=${cms}&talqRequestId=${cms}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'talq-api-version': '2.7.1' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : undefined }
}
const level = (of: string, at: string) => network.levelAt(of, new Date(`${at}+08:00`))

test('lamps told by the sun burn by it, in a group of their own, and rest by the clock', async () => {
  const plan = { day: '2026-03-02', on: '18:40', off: '06:50', sunsetMinutes: 10, sunriseMinutes: -15 }
  const rest = { ...plan, restFrom: '23:30', restTo: '05:00', group: 'north/half' }
  assert.equal(await client.instruct(lamp, { id: '1', kind: 'lamp-plan', values: { ...plan, group: 'north' } }), true)
  assert.equal(await client.instruct(second, { id: '2', kind: 'lamp-plan', values: rest }), true)
  assert.deepEqual(
    answers.map(({ isDone }) => isDone),
    [true, true],
  )
  // Sunset is about 18:44 there on that day, sunrise about 07:03.
  assert.deepEqual(
    ['2026-03-02T18:45:00', '2026-03-02T19:00:00', '2026-03-03T03:00:00', '2026-03-03T07:00:00'].map((at) =>
      level(lamp, at),
    ),
    [0, 100, 100, 0],
  )
  assert.deepEqual(
    ['2026-03-02T19:00:00', '2026-03-03T00:30:00', '2026-03-03T05:30:00', '2026-03-03T12:00:00'].map((at) =>
      level(second, at),
    ),
    [100, 0, 100, 0],
  )
  // In June the sun goes down much later, and nobody has said anything since.
  assert.deepEqual([level(lamp, '2026-06-21T19:30:00'), level(lamp, '2026-06-21T20:30:00')], [0, 100])
  assert.equal((await client.groups()).length, 2)
})

test('a lamp that goes to another group leaves the one it was in', async () => {
  const plan = { day: '2026-03-02', on: '18:40', off: '06:50', sunsetMinutes: 0, sunriseMinutes: 0, group: 'south' }
  for (const one of [lamp, second]) await client.instruct(one, { id: one, kind: 'lamp-plan', values: plan })
  const members = Object.fromEntries((await client.groups()).map((one) => [one.address, one.members.length]))
  assert.deepEqual(members, {
    [addressOf(`${cms}/group/north`)]: 0,
    [addressOf(`${cms}/group/north/half`)]: 0,
    [addressOf(`${cms}/group/south`)]: 2,
  })
})

test('a group is overridden as one, groups within groups too, and only for its time', async () => {
  const all = addressOf('all')
  const south = groupReference(addressOf(`${cms}/group/south`))
  assert.equal((await call('POST', '/groups', [group(all, cms, [south])])).status, 201)
  const times = { start: new Date('2026-03-02T21:00:00+08:00'), expiration: new Date('2026-03-02T22:00:00+08:00') }
  const command = overrideCommand([groupReference(all)], { id: 'x', level: 40, ...times })
  assert.equal((await call('POST', '/override-commands', command)).status, 202)
  assert.deepEqual([level(lamp, '2026-03-02T21:30:00'), level(second, '2026-03-02T21:30:00')], [40, 40])
  assert.deepEqual([level(lamp, '2026-03-02T20:59:00'), level(lamp, '2026-03-02T22:00:00')], [100, 100])
  // A group that holds itself ends.
  assert.equal((await call('PUT', '/groups', [group(all, cms, [groupReference(all), south])])).status, 200)
  assert.equal(level(lamp, '2026-03-02T21:30:00'), 40)
})

test('seasons choose the program, over the new year too', async () => {
  const [summer, winter] = [addressOf('summer'), addressOf('winter')]
  const programs = [
    sunProgram(summer, cms, { sunsetOffset: 0, sunriseOffset: 0 }),
    sunProgram(winter, cms, { sunsetOffset: -60, sunriseOffset: 0 }),
  ]
  assert.equal((await call('POST', '/control-programs', programs)).status, 201)
  const days = calendar(addressOf('days'), cms, summer, [{ from: '12-01', to: '02-15', program: winter }])
  assert.equal((await call('POST', '/calendars', [days])).status, 201)
  assert.equal((await call('POST', '/assign-commands', assignCalendar([deviceReference(lamp)], days.id))).status, 202)
  assert.deepEqual([level(lamp, '2026-01-10T17:30:00'), level(lamp, '2026-03-10T18:10:00')], [100, 0])
  assert.deepEqual((await call('GET', '/calendars')).body.find(({ id }: { id: string }) => id === days.id).rules[0], {
    startDate: '--12-01',
    endDate: '--02-15',
    program: winter,
  })
})

test('what is not known, there already, or of no shape is refused with the key of the specification', async () => {
  const key = async (reply: ReturnType<typeof call>) => {
    const { status, body } = await reply
    return `${status} ${body?.[0]?.key}`
  }
  const stranger = deviceReference(addressOf('nobody'))
  assert.equal(
    await key(call('POST', '/groups', [group(addressOf('g'), cms, [stranger])])),
    '422 parameterValueNotValid',
  )
  assert.equal(await key(call('POST', '/groups', [group(addressOf('all'), cms, [])])), '409 resourceConflict')
  assert.equal(await key(call('PUT', '/groups', [group(addressOf('g'), cms, [])])), '404 resourceNotFound')
  assert.equal(await key(call('POST', '/calendars', [calendar('c', cms, 'p')])), '422 parameterValueNotValid')
  assert.equal(
    await key(call('POST', '/assign-commands', assignCalendar([stranger], 'c'))),
    '422 parameterValueNotValid',
  )
  for (const body of [[], [{}], 'x', [{ type: 'ControlProgramOne', id: 'p', activePeriods: [{ name: 'x' }] }]])
    assert.match(await key(call('POST', '/control-programs', body)), /^(400 payloadError|201)/)
  assert.equal((await call('GET', '/lamp-types')).status, 404)
})
