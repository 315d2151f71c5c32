import { ByteReader } from '#sense/gateway/bytes/reader.ts'
import type { BodyOf, MessageName } from '#sense/gateway/jt808/codec.ts'
import type { Item, Location, LocationBase } from '#sense/gateway/jt808/location.ts'

/** How another project would name what we read, message by message. */
export type Words = { [Name in MessageName]?: (body: BodyOf<Name>) => unknown }

type Renamed = Readonly<Record<string, string>>

// The same values under other names.
const renamed =
  (names: Renamed) =>
  (body: object): Record<string, unknown> =>
    Object.fromEntries(Object.entries(body).map(([name, value]) => [names[name] ?? name, value]))

const base = renamed({ alarms: 'warnBit', status: 'statusBit', course: 'direction', time: 'deviceTime' })
const baseOf = ({ alarms, status, latitude, longitude, altitude, speed, course, time }: LocationBase) =>
  base({ alarms, status, latitude, longitude, altitude, speed, course, time })

const reply = renamed({ replyTo: 'responseSerialNo', replyId: 'responseMessageId', result: 'resultCode' })
const replied = renamed({ replyTo: 'responseSerialNo' })

const attributesOf = (items: readonly Item[]): object | undefined =>
  items.length === 0
    ? undefined
    : Object.fromEntries(items.map(({ id, bytes }) => [id, attribute(id, Buffer.from(bytes))]))

function attribute(id: number, bytes: Buffer): unknown {
  if (id === 0x05) return { value: [...bytes] }
  if (id === 0x11) return { areaType: bytes[0], areaId: bytes.readUInt32BE(1) }
  if (id === 0x12) return { areaType: bytes[0], areaId: bytes.readUInt32BE(1), direction: bytes[5] }
  if (id === 0x13) return { areaId: bytes.readUInt32BE(0), driveTime: bytes.readUInt16BE(4), result: bytes[6] }
  return bytes.readUIntBE(0, bytes.length)
}

const locationOf = (one: Location) => ({ ...baseOf(one), attributes: attributesOf(one.items) })

const area = renamed({
  attributes: 'attribute',
  start: 'startTime',
  end: 'endTime',
  seconds: 'duration',
  top: 'latitudeUL',
  left: 'longitudeUL',
  bottom: 'latitudeLR',
  right: 'longitudeLR',
  segment: 'routeId',
  tooLong: 'upperLimit',
  tooShort: 'lowerLimit',
})
const areas = ({ action, areas: list }: { action: number; areas: object[] }) => ({ action, items: list.map(area) })
const deleted = ({ ids }: { ids: number[] }) => ({ id: ids })

const media = renamed({ channel: 'channelId' })
const live = renamed({ host: 'ip', channel: 'channelNo', media: 'mediaType', stream: 'streamType', close: 'closeType' })
const recording = renamed({
  host: 'ip',
  user: 'username',
  channel: 'channelNo',
  start: 'startTime',
  end: 'endTime',
  media: 'mediaType',
  stream: 'streamType',
  storage: 'storageType',
  mode: 'playbackMode',
  speed: 'playbackSpeed',
  time: 'playbackTime',
  command: 'playbackMode',
})
const twoWords = ({ alarms, ...rest }: { alarms: Uint8Array }) => ({
  ...recording(rest),
  warnBit1: Buffer.from(alarms).readUInt32BE(0),
  warnBit2: Buffer.from(alarms).readUInt32BE(4),
})

const registration = renamed({
  province: 'provinceId',
  city: 'cityId',
  maker: 'makerId',
  model: 'deviceModel',
  terminal: 'deviceId',
  plateColour: 'plateColor',
  plate: 'plateNo',
})

const tag = ({ terminal, time, index, files, reserved }: BodyOf<'evidenceRequest'> | BodyOf<'evidenceList'>) => ({
  deviceId: terminal,
  dateTime: time,
  sequenceNo: index,
  fileTotal: files,
  reserved,
})

// Kind 0xF8, what is plugged in: each unit with its texts behind their lengths. T/JSATL 12-2017, 4.2 [L].
function unitsIn(data: Buffer): object[] {
  const names = ['companyName', 'productModel', 'hardwareVersion', 'firmwareVersion', 'deviceId', 'userCode'] as const
  const from = new ByteReader(data)
  return Array.from({ length: from.byte() }, () => {
    const [id] = [from.byte(), from.byte()]
    return { id, ...Object.fromEntries(names.map((name) => [name, from.text(from.byte())])) }
  })
}

/** The words of yezhihao/jt808-server, as its recorded decodings have them [L]. */
export const ownWords: Words = {
  terminalReply: reply,
  platformReply: reply,
  heartbeat: () => ({}),
  deregistration: () => ({}),
  timeQuestion: () => ({}),
  platformResend: ({ firstSerial, parts }) => ({ responseSerialNo: firstSerial, id: parts }),
  terminalResend: ({ firstSerial, parts }) => ({ responseSerialNo: firstSerial, id: parts }),
  serverTime: ({ utc }) => ({ dateTime: utc }),
  registration,
  registrationReply: ({ replyTo, result, authCode }) => ({
    responseSerialNo: replyTo,
    resultCode: result,
    token: authCode,
  }),
  authentication: ({ authCode, imei, software }) => ({ token: authCode, imei, softwareVersion: software }),
  attributes: renamed({
    kind: 'deviceType',
    maker: 'makerId',
    model: 'deviceModel',
    terminal: 'deviceId',
    hardware: 'hardwareVersion',
    firmware: 'firmwareVersion',
    gnss: 'gnssAttribute',
    communication: 'networkAttribute',
  }),
  upgradeDone: renamed({ kind: 'type' }),
  location: locationOf,
  locationReply: ({ replyTo, location }) => ({ responseSerialNo: replyTo, ...locationOf(location) }),
  controlReply: ({ replyTo, location }) => ({ responseSerialNo: replyTo, ...locationOf(location) }),
  locationBatch: ({ kind, locations }) => ({ total: locations.length, type: kind, items: locations.map(locationOf) }),
  cabinEvent: renamed({ event: 'eventId' }),
  cabinAnswer: renamed({ replyTo: 'responseSerialNo', answer: 'answerId' }),
  informationWish: renamed({ kind: 'type', wanted: 'action' }),
  driverCard: renamed({
    state: 'status',
    time: 'dateTime',
    result: 'cardStatus',
    licence: 'licenseNo',
    issuer: 'institution',
    validUntil: 'licenseValidPeriod',
    identityCard: 'idCard',
  }),
  // Theirs takes the last three bytes for hours, minutes and seconds.
  canData: ({ time, frames }) => ({ total: frames.length, dateTime: time.slice(-6), items: frames }),
  mediaEvent: renamed({ kind: 'type', channel: 'channelId' }),
  media: ({ location, data, kind, ...rest }) => ({
    ...media(rest),
    type: kind,
    location: baseOf(location),
    packet: Buffer.from(data).toString('hex'),
  }),
  mediaFound: ({ replyTo, media: found }) => ({
    responseSerialNo: replyTo,
    items: found.map(({ kind, location, ...rest }) => ({ ...media(rest), type: kind, location: baseOf(location) })),
  }),
  snapshotReply: ({ ids, ...rest }) => ({ ...replied(rest), id: ids }),
  transparentUp: ({ kind, data }) => ({ message: { key: kind, value: { items: unitsIn(Buffer.from(data)) } } }),
  packedUp: ({ data }) => ({ body: data }),
  terminalKey: ({ exponent, modulus }) => ({ e: exponent, n: modulus }),
  platformKey: ({ exponent, modulus }) => ({ e: exponent, n: modulus }),
  track: ({ seconds, validSeconds }) => ({ interval: seconds, validityPeriod: validSeconds }),
  alarmConfirmation: ({ alarmSerial, alarms }) => ({ responseSerialNo: alarmSerial, type: alarms }),
  cabinText: ({ flags, kind, text }) => ({ sign: flags, type: kind ?? 0, content: text }),
  setEvents: ({ action, items }) => ({ type: action, events: items.map(renamed({ text: 'content' })) }),
  setInformation: ({ action, items }) => ({ type: action, infos: items.map(renamed({ id: 'type', text: 'name' })) }),
  information: ({ kind, text }) => ({ type: kind, content: text }),
  question: ({ flags, text, answers }) => ({
    sign: flags,
    content: text,
    options: answers.map(renamed({ text: 'content' })),
  }),
  callBack: ({ kind, phone }) => ({ type: kind, phoneNumber: phone }),
  phoneBook: ({ action, contacts }) => ({ type: action, contacts: contacts.map(renamed({ flag: 'sign' })) }),
  terminalControl: renamed({ parameters: 'parameter' }),
  askParameters: deleted,
  upgrade: ({ kind, maker, version, data }) => ({
    type: kind,
    makerId: maker,
    version,
    packet: data,
  }),
  vehicleControl: ({ controls: [one] }) =>
    one?.kind === 0 ? { type: one.value, param: 0 } : { type: one?.kind, param: one?.value },
  setCircles: areas,
  setRectangles: areas,
  setPolygon: ({ vertices, ...rest }) => ({ ...area(rest), points: vertices }),
  setRoute: ({ corners, ...rest }) => ({ ...area(rest), items: corners.map(area) }),
  deleteCircles: deleted,
  deleteRectangles: deleted,
  deletePolygons: deleted,
  deleteRoutes: deleted,
  askAreas: ({ kind, ids }) => ({ type: kind, id: ids }),
  mediaReply: ({ id, missing }) => ({ mediaId: id, id: missing }),
  snapshot: renamed({ channel: 'channelId', seconds: 'time', hue: 'chroma' }),
  searchMedia: renamed({ kind: 'type', channel: 'channelId', start: 'startTime', end: 'endTime' }),
  uploadMedia: renamed({ kind: 'type', channel: 'channelId', start: 'startTime', end: 'endTime', remove: 'delete' }),
  recordSound: renamed({ seconds: 'time', sampling: 'audioSamplingRate' }),
  fetchMedia: renamed({ remove: 'delete' }),
  mediaAttributes: renamed({
    soundFormat: 'audioFormat',
    soundChannels: 'audioChannels',
    sampling: 'audioSamplingRate',
    sampleBits: 'audioBitDepth',
    frameLength: 'audioFrameLength',
    soundOut: 'audioSupport',
    mostSoundChannels: 'maxAudioChannels',
    mostVideoChannels: 'maxVideoChannels',
  }),
  passengerFlow: renamed({ start: 'startTime', end: 'endTime', on: 'getOnCount', off: 'getOffCount' }),
  recordings: ({ replyTo, recordings }) => ({
    responseSerialNo: replyTo,
    items: recordings.map(({ alarms, ...rest }) => ({
      ...recording(rest),
      warnBit: Number(Buffer.from(alarms).readBigUInt64BE()),
    })),
  }),
  recordingUploaded: replied,
  liveStart: live,
  liveControl: live,
  liveLoss: renamed({ channel: 'channelNo', lossPercent: 'packetLossRate' }),
  playback: recording,
  playbackControl: recording,
  searchRecordings: twoWords,
  uploadRecordings: twoWords,
  uploadControl: replied,
  evidenceRequest: (body) => ({
    ...tag(body),
    ip: body.host,
    tcpPort: body.tcpPort,
    udpPort: body.udpPort,
    platformAlarmId: body.alarmId,
    reserves: body.end,
  }),
  evidenceList: (body) => ({
    ...tag(body),
    deviceId_: body.sender,
    platformAlarmId: body.alarmId,
    type: body.kind,
    items: body.list.length > 0 ? body.list : undefined,
  }),
  evidenceFile: renamed({ kind: 'type' }),
  evidenceFileEnd: renamed({ kind: 'type' }),
  evidenceReply: ({ name, kind, result, gaps }) => ({
    name,
    type: kind,
    result,
    total: gaps.length,
    items: gaps.flatMap(({ offset, length }) => [offset, length]),
  }),
  turn: renamed({ channel: 'channelNo', direction: 'param1', speed: 'param2' }),
  focus: renamed({ channel: 'channelNo', value: 'param' }),
  iris: renamed({ channel: 'channelNo', value: 'param' }),
  wiper: renamed({ channel: 'channelNo', value: 'param' }),
  infrared: renamed({ channel: 'channelNo', value: 'param' }),
  zoom: renamed({ channel: 'channelNo', value: 'param' }),
}
