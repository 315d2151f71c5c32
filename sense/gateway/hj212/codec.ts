export { Malformed } from '../bytes/malformed.ts'
export { crcOf } from './crc.ts'
export { type FrameDeviation, frameOf, type Opened, SegmentReader } from './frame.ts'
export {
  type Edition,
  type Flag,
  type Message,
  type MessageDeviation,
  type Pair,
  readMessage,
  segmentOf,
} from './message.ts'
export { instantOf, type Quality, type Reading, type Report, reportOf } from './readings.ts'
export { commands, isUpload, replyTo, returnOf } from './reply.ts'
