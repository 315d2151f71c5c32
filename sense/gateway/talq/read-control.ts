import { Malformed } from '../bytes/malformed.ts'
import { numberOf } from '../json/number.ts'
import { isObject } from '../json/path.ts'
import { isAddress } from './frame.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a central system says to a gateway, read as the gateway's side reads it. TALQ 2.7.1 [S] but where another mark stands. */
export type Member = { readonly resource: 'devices' | 'groups'; readonly address: string }
export type TalqGroup = {
  readonly address: string
  readonly ownerCMS: string
  readonly members: readonly Member[]
}

/** When a program is in force: by the clock (`hh:mm:ss`), or so many minutes after sunset and sunrise [K for the unit]. */
export type ActivePeriod =
  | { readonly from: string; readonly to: string }
  | { readonly sunsetOffset: number; readonly sunriseOffset: number }

export type Program = {
  readonly id: string
  readonly period: ActivePeriod
  /** In the order of the clock: from when which level. */
  readonly controls: readonly { readonly from: string; readonly level: number }[]
}

export type Days = {
  readonly id: string
  /** The first that holds; `MM-DD`, over the new year where the end is the earlier. */
  readonly rules: readonly { readonly from: string; readonly to: string; readonly program: string }[]
  readonly defaultProgram: string
}

export type Override = {
  readonly addresses: readonly Member[]
  readonly level: number
  readonly start: Date
  readonly expiration: Date
}

const MOST = 5_000
const clock = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/
const monthDay = /^--((0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))$/

const bad = (why: string): Malformed => new Malformed('value', 0, why)

const text = (value: unknown, what: string): string => {
  if (typeof value !== 'string' || value === '' || value.length > 100) throw bad(`no ${what}`)
  return value
}

const address = (value: unknown, what: string): string => {
  if (!isAddress(value)) throw bad(`no address of ${what}`)
  return value.toLowerCase()
}

const time = (value: unknown): string => {
  if (typeof value !== 'string' || !clock.test(value)) throw bad(`no time ${String(value).slice(0, 20)}`)
  return value.length === 5 ? `${value}:00` : value
}

function listOf(document: unknown): Fields[] {
  const list: unknown[] = Array.isArray(document) ? document : [document]
  if (list.length > MOST) throw new Malformed('length', 0, `${list.length} entries`)
  if (!list.every(isObject)) throw bad('an entry is no object')
  return list
}

/** References to devices and groups. */
export const readMembers = (given: unknown): Member[] => {
  if (!Array.isArray(given)) throw bad('no list of references')
  return listOf(given).map(({ resource, address: of }) => {
    if (resource !== 'devices' && resource !== 'groups') throw bad(`no resource ${String(resource).slice(0, 20)}`)
    return { resource, address: address(of, resource) }
  })
}

export const readGroups = (document: unknown): TalqGroup[] =>
  listOf(document).map((one) => ({
    address: address(one.address, 'a group'),
    ownerCMS: typeof one.ownerCMS === 'string' ? one.ownerCMS.slice(0, 100) : '',
    members: readMembers(one.members ?? []),
  }))

/** Programs of one active period; what has more, or another kind, is refused and not guessed at. */
export const readPrograms = (document: unknown): Program[] =>
  listOf(document).map((one) => {
    if (one.type !== 'ControlProgramOne') throw bad(`no program ${String(one.type).slice(0, 30)}`)
    const periods = listOf(one.activePeriods ?? [])
    const [period] = periods
    if (!period || periods.length > 1) throw bad(`${periods.length} active periods`)
    const controls = listOf(one.fixedTimeControls ?? []).map(({ startTime, command }) => ({
      from: time(startTime),
      level: levelOf(command),
    }))
    if (controls.length === 0) throw bad('a program without levels')
    return {
      id: text(one.id, 'program id'),
      period: periodOf(period),
      controls: controls.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    }
  })

function periodOf(period: Fields): ActivePeriod {
  if (period.name === 'AbsoluteActivePeriod') return { from: time(period.startTime), to: time(period.endTime) }
  if (period.name !== 'AstroClockActivePeriod') throw bad(`no active period ${String(period.name).slice(0, 30)}`)
  const [sunsetOffset, sunriseOffset] = [numberOf(period.sunsetOffset ?? 0), numberOf(period.sunriseOffset ?? 0)]
  if (sunsetOffset === undefined || sunriseOffset === undefined) throw bad('an offset is no number')
  if (Math.abs(sunsetOffset) > 720 || Math.abs(sunriseOffset) > 720) throw bad('an offset is over half a day')
  return { sunsetOffset, sunriseOffset }
}

const levelOf = (command: unknown): number => {
  const state = isObject(command) ? command.state : undefined
  const level = isObject(state) ? numberOf(state.level) : undefined
  if (level === undefined || level < 0 || level > 100) throw bad('no level')
  return level
}

export const readCalendars = (document: unknown): Days[] =>
  listOf(document).map((one) => ({
    id: text(one.id, 'calendar id'),
    rules: listOf(one.rules ?? []).map(({ startDate, endDate, program }) => ({
      from: dayOf(startDate),
      to: dayOf(endDate),
      program: text(program, 'program of a rule'),
    })),
    defaultProgram: text(one.defaultProgram, 'default program'),
  }))

const dayOf = (value: unknown): string => {
  const found = typeof value === 'string' ? monthDay.exec(value)?.[1] : undefined
  if (!found) throw bad(`no day ${String(value).slice(0, 20)}`)
  return found
}

/** Which calendar is assigned to whom; the name of the entity's field is not confirmed [K]. */
export function readAssign(document: unknown): { addresses: Member[]; calendar: string } {
  const [one] = listOf(document)
  const entity = one?.entity
  if (!one || !isObject(entity) || entity.resource !== 'calendars') throw bad('no calendar is assigned')
  return { addresses: readMembers(one.addresses), calendar: text(entity.address, 'calendar') }
}

/** What is overridden for whom until when; the fields of the command are not confirmed [K]. */
export function readOverride(document: unknown): Override {
  const [one] = listOf(document)
  const command = one?.command
  if (!one || !isObject(command)) throw bad('no command')
  const [start, expiration] = [instant(command.start), instant(command.expiration)]
  if (expiration <= start) throw bad('an override that is over before it begins')
  return { addresses: readMembers(one.addresses), level: levelOf(command), start, expiration }
}

const instant = (value: unknown): Date => {
  const at = new Date(typeof value === 'string' && value.length <= 40 ? value : Number.NaN)
  if (Number.isNaN(at.getTime())) throw bad('no instant')
  return at
}
