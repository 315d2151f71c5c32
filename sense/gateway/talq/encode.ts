import { Malformed } from '../bytes/malformed.ts'

/** A reference to a device, a function of it, or a group. TALQ 2.7.1, ResourceReference [S]. */
export type Reference = { resource: 'devices' | 'groups'; address: string }

export const deviceReference = (address: string): Reference => ({ resource: 'devices', address })
export const groupReference = (address: string): Reference => ({ resource: 'groups', address })

/** The state of a lamp: its level in percent. TALQ 2.7.1, LevelState [S] for the type, [K] for its field. */
export const levelState = (level: number) => {
  if (!(level >= 0 && level <= 100)) throw new Malformed('value', 0, `level ${level}`)
  return { type: 'LevelState', level }
}

/** Overrides what lamps do until a time. TALQ 2.7.1, /override-commands [S]; the fields of the command [K]. */
export const overrideCommand = (
  addresses: readonly Reference[],
  { id, level, start, expiration }: { id: string; level: number; start: Date; expiration: Date },
) => ({
  addresses,
  command: {
    state: levelState(level),
    reason: 'override',
    cmsRefId: id,
    start: start.toISOString(),
    expiration: expiration.toISOString(),
  },
})

const clock = /^([01]\d|2[0-3]):[0-5]\d$/

/** A night by the clock: on, off, and perhaps a rest in between; `hh:mm` of local time. */
export type Hours = { on: string; off: string; restFrom?: string | undefined; restTo?: string | undefined }

const full = (time: string): string => {
  if (!clock.test(time)) throw new Malformed('value', 0, `no time ${time}`)
  return `${time}:00`
}

type Control = { startTime: string; command: { state: ReturnType<typeof levelState> } }
const at = (time: string, level: number): Control => ({
  startTime: full(time),
  command: { state: levelState(level) },
})

/** What is burnt when within a program, in the order of the clock, as the specification wants them. */
const controlsOf = (first: string, { restFrom, restTo }: Pick<Hours, 'restFrom' | 'restTo'>): Control[] =>
  restFrom && restTo
    ? [at(restFrom, 0), at(restTo, 100)].toSorted((a, b) => (a.startTime < b.startTime ? -1 : 1))
    : [at(first, 100)]

/**
 * A program that burns from one time of the day to another, dark while it rests. TALQ 2.7.1, ControlProgramOne, AbsoluteActivePeriod,
 * FixedTimeControl [S].
 */
export const controlProgram = (id: string, ownerCMS: string, { on, off, ...rest }: Hours) => ({
  type: 'ControlProgramOne',
  id,
  ownerCMS,
  activePeriods: [{ name: 'AbsoluteActivePeriod', startTime: full(on), endTime: full(off) }],
  fixedTimeControls: [...(rest.restFrom ? [at(on, 100)] : []), ...controlsOf(on, rest)].toSorted((a, b) =>
    a.startTime < b.startTime ? -1 : 1,
  ),
})

/** A night by the sun: so many minutes after sunset and sunrise, and perhaps a rest by the clock in between. */
export type SunHours = Pick<Hours, 'restFrom' | 'restTo'> & { sunsetOffset: number; sunriseOffset: number }

/**
 * A program that burns from so many minutes after sunset to so many after sunrise. AstroClockActivePeriod [S]; that offsets are minutes,
 * and that the entry before midnight holds on after it, is not confirmed [K].
 */
export const sunProgram = (id: string, ownerCMS: string, { sunsetOffset, sunriseOffset, ...rest }: SunHours) => ({
  type: 'ControlProgramOne',
  id,
  ownerCMS,
  activePeriods: [{ name: 'AstroClockActivePeriod', sunsetOffset, sunriseOffset }],
  fixedTimeControls: controlsOf('00:00', rest),
})

/** A calendar: seasons with their programs in order, and the program of all other days; days are `MM-DD`. [S] */
export const calendar = (
  id: string,
  ownerCMS: string,
  defaultProgram: string,
  seasons: readonly { from: string; to: string; program: string }[] = [],
) => ({
  id,
  ownerCMS,
  rules: seasons.map(({ from, to, program }) => ({ startDate: `--${from}`, endDate: `--${to}`, program })),
  defaultProgram,
})

/** A group of devices or groups. [S] */
export const group = (address: string, ownerCMS: string, members: readonly Reference[]) => ({
  address,
  ownerCMS,
  members,
  purpose: 'calendar',
})

/** Assigns a calendar to devices or groups. TALQ 2.7.1, /assign-commands [S]; the name of the entity's field [K]. */
export const assignCalendar = (addresses: readonly Reference[], calendarId: string) => ({
  addresses,
  entity: { resource: 'calendars', address: calendarId },
})

/** Asks a gateway to log what its vendor thinks right, and all events, and to report it at once. LoggerConfig [S]. */
export const loggerConfigs = (ownerCMS: string, [values, events]: readonly [string, string]) => {
  const reportingMode = { type: 'ImmediateReportingMode', delay: 5, numberOfRetries: 3 }
  const all = { ownerCMS, sourceAddresses: { blackList: [] }, reportingMode }
  return [
    { address: values, ...all, recordingMode: { type: 'VendorRecordingMode' } },
    { address: events, ...all, recordingMode: { type: 'EventRecordingMode', sourceEvents: { blackList: [] } } },
  ]
}
