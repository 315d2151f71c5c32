import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { takeOver } from '../conveyor/conveyor.ts'
import { locationAt } from '../simulate/terminal.ts'
import { addDevice, openYard, valuesOf, type Yard } from '../testing/yard.ts'
import type { InstructionAnswer } from './instruction.ts'
import { type BodyOf, FrameOpener, framesOf, type MessageName, type Read, readBody } from './jt808/codec.ts'
import { protocolsOf } from './protocols.ts'
import { newCounts } from './server.ts'
import { listenUdp } from './udp.ts'

const yard: Yard = await openYard(await testUrl())
atEnd(() => yard.drop())
const answers: InstructionAnswer[] = []
const counts = newCounts()
const shared = { ...yard, protocol: protocolsOf('secret')[0]!, counts, now: () => Date.now() }
const gateway = await listenUdp({ ...shared, onAnswer: (one) => void answers.push(one) }, 0, '127.0.0.1')
atEnd(() => gateway.stop())

/** A terminal that speaks JT/T 808 by datagrams. */
async function terminal(phone: string) {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  atEnd(async () => void socket.close())
  let serial = 1
  const heard: Read[] = []
  socket.on('message', (bytes) => {
    for (const one of new FrameOpener().push(bytes))
      if (one.kind === 'frame') heard.push(readBody(one.frame.header, one.frame.body))
  })
  return {
    heard,
    async say<Name extends MessageName>(name: Name, body: BodyOf<Name>): Promise<Read | undefined> {
      const [before, frames] = [heard.length, framesOf(name, body, { edition: 2013, phone, serial: serial++ })]
      for (const frame of frames) socket.send(frame, gateway.port, '127.0.0.1')
      for (let tries = 0; tries < 50 && heard.length === before; tries++) await pause(20)
      return heard[before]
    },
  }
}

const plate = { province: 51, city: 1703, maker: 'M', model: 'T', terminal: '1', plateColour: 2, plate: '川S00001' }

test('a truck that speaks by datagrams is let in, kept before it is answered, told something and answers', async () => {
  const deviceId = await addDevice(yard, { protocol: 'jt808', sender: '13800138009', kind: 'sanitation-truck' })
  const truck = await terminal('013800138009')
  const registered = await truck.say('registration', plate)
  assert.ok(registered?.name === 'registrationReply' && registered.body.authCode)
  await truck.say('authentication', { authCode: registered.body.authCode })
  const before = yard.spool.end
  const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 5_000)
  const told = await truck.say('location', locationAt(at, { lon: 107.5, lat: 31.2 }))
  assert.ok(told?.name === 'platformReply' && told.body.result === 0 && yard.spool.end > before)
  assert.equal(await gateway.instruct!('13800138009', { id: 'one', kind: 'restart', values: {} }), true)
  for (let tries = 0; tries < 50 && truck.heard.at(-1)?.name !== 'terminalControl'; tries++) await pause(20)
  assert.equal(truck.heard.at(-1)?.name, 'terminalControl')
  void truck.say('terminalReply', { replyTo: 3, replyId: 0x8105, result: 0 })
  for (let tries = 0; tries < 50 && answers.length === 0; tries++) await pause(20)
  assert.deepEqual([answers[0]?.id, answers[0]?.isDone], ['one', true])
  await takeOver(yard)
  assert.equal((await valuesOf(yard, deviceId)).find(({ metric }) => metric === 'ignition')?.value, 1)
})

test('a stranger’s datagrams are refused and rubbish is counted, and neither is kept', async () => {
  const before = yard.spool.end
  const stranger = await terminal('013900139009')
  const reply = await stranger.say('location', locationAt(new Date(), { lon: 107.5, lat: 31.2 }))
  assert.ok(reply?.name === 'platformReply' && reply.body.result === 1)
  assert.equal(yard.spool.end, before)
  assert.equal(await gateway.instruct!('13900139009', { id: 'two', kind: 'restart', values: {} }), false)
})
