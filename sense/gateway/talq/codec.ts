export { type Entry, entryOfDevice, readDevices, readLogReport, type TalqDevice } from './decode.ts'
export {
  assignCalendar,
  calendar,
  controlProgram,
  deviceReference,
  group,
  type Hours,
  levelState,
  loggerConfigs,
  overrideCommand,
  type Reference,
  sunProgram,
} from './encode.ts'
export { deviceIn, errorOf, isAddress, readEnvelope, version } from './frame.ts'
