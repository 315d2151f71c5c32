import type { Edition } from './edition.ts'
import type { Message } from './messages.ts'

/** A frame and what it says, for tests and for whoever uses the codec alone. Made for this purpose; no terminal sent them. */
export type Sample = Message & { edition: Edition; serial: number; hex: string }

const place = { latitude: 31_230_001, longitude: 121_473_701 }
const base = { alarms: 0, status: 3, ...place, altitude: 12, speed: 365, course: 90, time: '260102030405' }
const items = [
  { id: 0x01, bytes: Buffer.from('0001e240', 'hex') },
  { id: 0x30, bytes: Buffer.of(31) },
  { id: 0x31, bytes: Buffer.of(12) },
]
const registration = { province: 11, city: 108, maker: 'TUTSX', terminal: 'DEV0001', plateColour: 2, plate: '京A12345' }
const circle = {
  id: 7,
  attributes: 42,
  latitude: 31_230_000,
  longitude: 121_470_000,
  radius: 200,
  maxSpeed: 40,
  seconds: 10,
}

export const samples: readonly Sample[] = [
  { name: 'heartbeat', edition: 2013, serial: 1, hex: '7e000200000138001380000001a97e', body: {} },
  { name: 'heartbeat', edition: 2019, serial: 1, hex: '7e0002400001000000000138001380000001e87e', body: {} },
  {
    name: 'registration',
    edition: 2013,
    serial: 2,
    hex: '7e0100002d0138001380000002000b006c5445535458554e49542d4100000000000000000000000000004445563030303102bea9413132333435f47e',
    body: { ...registration, maker: 'TESTX', model: 'UNIT-A' },
  },
  {
    name: 'registration',
    edition: 2019,
    serial: 2,
    hex: '7e0100405401000000000138001380000002000b006c5445535458000000000000554e49542d4100000000000000000000000000000000000000000000000044455630303031000000000000000000000000000000000000000000000002bea9413132333435cc7e',
    body: { ...registration, maker: 'TESTX', model: 'UNIT-A' },
  },
  {
    name: 'registrationReply',
    edition: 2013,
    serial: 0,
    hex: '7e8100000501380013800000000002004b37507e',
    body: { replyTo: 2, result: 0, authCode: 'K7' },
  },
  {
    name: 'authentication',
    edition: 2013,
    serial: 3,
    hex: '7e0102000201380013800000034b37d47e',
    body: { authCode: 'K7' },
  },
  {
    name: 'authentication',
    edition: 2019,
    serial: 3,
    hex: '7e0102402601000000000138001380000003024b3738363030303030303030303030303176312e3000000000000000000000000000000000d57e',
    body: { authCode: 'K7', imei: '860000000000001', software: 'v1.0' },
  },
  {
    name: 'location',
    edition: 2013,
    serial: 0x7e,
    hex: '7e02000028013800138000007d02000000000000000301dc8831073d8aa5000c016d005a26010203040501040001e24030011f31010c257e',
    body: { ...base, items },
  },
  {
    name: 'location',
    edition: 2019,
    serial: 0x7d,
    hex: '7e020040280100000000013800138000007d01000000000000000301dc8831073d8aa5000c016d005a26010203040501040001e24030011f31010c677e',
    body: { ...base, items },
  },
  {
    name: 'platformReply',
    edition: 2013,
    serial: 0,
    hex: '7e800100050138001380000000007d02020000527e',
    body: { replyTo: 0x7e, replyId: 0x0200, result: 0 },
  },
  {
    name: 'locationBatch',
    edition: 2013,
    serial: 4,
    hex: '7e0704003f0138001380000004000201001c000000000000000301dc8831073d8aa5000c016d005a260102030405001c000000000000000301dc8831073d8aa5000c016d005a260102030405917e',
    body: { kind: 1, locations: [base, base].map((one) => ({ ...one, items: [] })) },
  },
  {
    name: 'mediaReply',
    edition: 2013,
    serial: 1,
    hex: '7e880000040138001380000001000000092e7e',
    body: { id: 9, missing: [] },
  },
  {
    name: 'setCircles',
    edition: 2013,
    serial: 2,
    hex: '7e860000170138001380000002010100000007002a01dc8830073d7c30000000c800280aed7e',
    body: { action: 1, areas: [circle] },
  },
  {
    name: 'serverTime',
    edition: 2019,
    serial: 3,
    hex: '7e8004400601000000000138001380000003260101190405547e',
    body: { utc: '260101190405' },
  },
]
