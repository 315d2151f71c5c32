import { byte, countedText, type Layout, struct, type ValueOf, word } from '../bytes/layout.ts'
import * as areas from './bodies/areas.ts'
import * as control from './bodies/control.ts'
import * as evidence from './bodies/evidence.ts'
import * as general from './bodies/general.ts'
import * as media from './bodies/media.ts'
import * as parameters from './bodies/parameters.ts'
import * as reports from './bodies/reports.ts'
import * as session from './bodies/session.ts'
import * as video from './bodies/video.ts'
import type { Edition } from './edition.ts'
import { location } from './location.ts'

const menuText = struct<reports.MenuItem>({ id: byte, text: countedText(byte) })
const menuLongText = struct<reports.MenuItem>({ id: byte, text: countedText(word) })

/** What a terminal says, by id. JT/T 808-2019, 8 [S]; 0x1003 to 0x1206 JT/T 1078-2016; 0x1210 to 0x1212 T/JSATL 12-2017. */
export const fromTerminal = {
  terminalReply: [0x0001, general.generalReply],
  heartbeat: [0x0002, general.empty],
  deregistration: [0x0003, general.empty],
  timeQuestion: [0x0004, general.empty],
  terminalResend: [0x0005, general.resendParts],
  registration: [0x0100, session.registration],
  authentication: [0x0102, session.authentication],
  parameters: [0x0104, parameters.parametersReply],
  attributes: [0x0107, session.attributes],
  upgradeDone: [0x0108, reports.outcome],
  location: [0x0200, location],
  locationReply: [0x0201, reports.locationReply],
  cabinEvent: [0x0301, reports.cabinEvent],
  cabinAnswer: [0x0302, reports.cabinAnswer],
  informationWish: [0x0303, reports.informationWish],
  controlReply: [0x0500, reports.locationReply],
  heldAreas: [0x0608, areas.heldAreas],
  recorderData: [0x0700, control.recorderReply],
  waybill: [0x0701, control.waybill],
  driverCard: [0x0702, session.driverCard],
  locationBatch: [0x0704, reports.locationBatch],
  canData: [0x0705, general.canData],
  mediaEvent: [0x0800, media.mediaEvent],
  media: [0x0801, media.media],
  mediaFound: [0x0802, media.mediaFound],
  snapshotReply: [0x0805, media.snapshotReply],
  transparentUp: [0x0900, general.transparent],
  packedUp: [0x0901, general.packed],
  terminalKey: [0x0a00, general.rsaKey],
  mediaAttributes: [0x1003, video.mediaAttributes],
  passengerFlow: [0x1005, video.passengerFlow],
  recordings: [0x1205, video.recordings],
  recordingUploaded: [0x1206, video.uploadDone],
  evidenceList: [0x1210, evidence.evidenceList],
  evidenceFile: [0x1211, evidence.evidenceFile],
  evidenceFileEnd: [0x1212, evidence.evidenceFile],
} as const

/** What the platform says, by id. */
export const fromPlatform = {
  platformReply: [0x8001, general.generalReply],
  platformResend: [0x8003, general.resendParts],
  serverTime: [0x8004, general.serverTime],
  registrationReply: [0x8100, session.registrationReply],
  setParameters: [0x8103, parameters.setParameters],
  askAllParameters: [0x8104, general.empty],
  terminalControl: [0x8105, control.terminalControl],
  askParameters: [0x8106, parameters.askParameters],
  askAttributes: [0x8107, general.empty],
  upgrade: [0x8108, control.upgrade],
  askLocation: [0x8201, general.empty],
  track: [0x8202, reports.track],
  alarmConfirmation: [0x8203, reports.alarmConfirmation],
  linkCheck: [0x8204, general.empty],
  cabinText: [0x8300, general.cabinText],
  setEvents: [0x8301, reports.menuOf(menuText)],
  question: [0x8302, control.question],
  setInformation: [0x8303, reports.menuOf(menuLongText)],
  information: [0x8304, control.information],
  callBack: [0x8400, control.callBack],
  phoneBook: [0x8401, control.phoneBook],
  vehicleControl: [0x8500, control.vehicleControl],
  setCircles: [0x8600, areas.setCircles],
  deleteCircles: [0x8601, general.ids],
  setRectangles: [0x8602, areas.setRectangles],
  deleteRectangles: [0x8603, general.ids],
  setPolygon: [0x8604, areas.setPolygon],
  deletePolygons: [0x8605, general.ids],
  setRoute: [0x8606, areas.setRoute],
  deleteRoutes: [0x8607, general.ids],
  askAreas: [0x8608, areas.askAreas],
  askRecorder: [0x8700, control.recorder],
  setRecorder: [0x8701, control.recorder],
  askDriverCard: [0x8702, general.empty],
  mediaReply: [0x8800, media.mediaReply],
  snapshot: [0x8801, media.snapshot],
  searchMedia: [0x8802, media.mediaSearch],
  uploadMedia: [0x8803, media.mediaUpload],
  recordSound: [0x8804, media.soundRecording],
  fetchMedia: [0x8805, media.mediaFetch],
  transparentDown: [0x8900, general.transparent],
  platformKey: [0x8a00, general.rsaKey],
  askMediaAttributes: [0x9003, general.empty],
  liveStart: [0x9101, video.liveStart],
  liveControl: [0x9102, video.liveControl],
  liveLoss: [0x9105, video.liveLoss],
  playback: [0x9201, video.playback],
  playbackControl: [0x9202, video.playbackControl],
  searchRecordings: [0x9205, video.recordingSearch],
  uploadRecordings: [0x9206, video.recordingUpload],
  uploadControl: [0x9207, video.uploadControl],
  evidenceRequest: [0x9208, evidence.evidenceRequest],
  evidenceReply: [0x9212, evidence.evidenceReply],
  turn: [0x9301, video.turn],
  focus: [0x9302, video.cameraSwitch],
  iris: [0x9303, video.cameraSwitch],
  wiper: [0x9304, video.cameraSwitch],
  infrared: [0x9305, video.cameraSwitch],
  zoom: [0x9306, video.cameraSwitch],
} as const

export const messages = { ...fromTerminal, ...fromPlatform }

type Messages = typeof messages
export type MessageName = keyof Messages

/** The body of a message by its name. */
export type BodyOf<Name extends MessageName> = ValueOf<Messages[Name][1]>

/** A message: its name and a body of that name's shape. */
export type Message<Name extends MessageName = MessageName> = {
  [One in Name]: { name: One; body: BodyOf<One> }
}[Name]

type Entry = { name: MessageName; layout: Layout<unknown, Edition> }

const byId: ReadonlyMap<number, Entry> = new Map(
  Object.entries(messages).map(([name, [id, layout]]) => [
    id,
    { name: name as MessageName, layout: layout as Layout<unknown, Edition> },
  ]),
)

/** The message of an id, or undefined where no edition and no extension known here has one. */
export const entryOf = (id: number): Entry | undefined => byId.get(id)

export const idOf = (name: MessageName): number => messages[name][0]
