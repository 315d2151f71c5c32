export { type Entry, entryOfDevice, readDevices, readLogReport, type TalqDevice } from './decode.ts'
export {
  assignCalendar,
  calendar,
  controlProgram,
  deviceReference,
  group,
  groupReference,
  type Hours,
  levelState,
  loggerConfigs,
  overrideCommand,
  type Reference,
  type SunHours,
  sunProgram,
} from './encode.ts'
export { deviceIn, errorOf, isAddress, readEnvelope, version } from './frame.ts'
export {
  type ActivePeriod,
  type Days,
  type Member,
  type Override,
  type Program,
  readAssign,
  readCalendars,
  readGroups,
  readOverride,
  readPrograms,
  type TalqGroup,
} from './read-control.ts'
