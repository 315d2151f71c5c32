import { createHash } from 'node:crypto'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { type CompiledCalendar, compileCalendar } from './compile.ts'
import { CalendarDefinition, CalendarDraft, type Holiday, type StageLimit } from './contract.ts'
import { yearsOf } from './holiday-table.ts'
import { nationalHolidays } from './national-holidays.ts'
import { calendarProblems } from './problems.ts'
import { tellCalendarPublished } from './published.ts'
import type { Limit } from './unit.ts'

/** The calendar a district's office keeps unless it names another. */
export const officeCalendar = 'office'

/** Who publishes what, when and why; `basedOn` is the version they edited, 0 for the first. */
export type Publication = {
  readonly districtId: string
  readonly calendarId?: string
  readonly draft: CalendarDraft
  readonly basedOn: number
  readonly publishedAt: Date
  readonly publishedBy: string
  readonly reason: string
}

/** One line of a calendar's history. `digest` covers the definition and the digest before it. */
export type PublishedVersion = {
  readonly version: number
  readonly digest: string
  readonly publishedAt: Date
  readonly publishedBy: string
  readonly reason: string
}

/** Brings the shipped national table into the database; safe to repeat. Returns the number of days added or corrected. */
export const loadNationalHolidays = (db: Db): Promise<number> => importHolidays(db, 'CN', nationalHolidays)

/** Adds or corrects days of a country's notices; published calendars keep what they counted by until published again. */
export const importHolidays = (db: Db, country: 'CN', holidays: readonly Holiday[]): Promise<number> =>
  db.run(sql`
    insert into city.holiday as known (country, date, name, is_off_day, notice)
    select ${country}, day.date, day.name, day.is_off_day, day.notice
      from unnest(${holidays.map((h) => h.date)}::date[], ${holidays.map((h) => h.name)}::text[],
                  ${holidays.map((h) => h.isOffDay)}::boolean[], ${holidays.map((h) => h.notice)}::text[])
           as day (date, name, is_off_day, notice)
        on conflict (country, date) do update
       set name = excluded.name, is_off_day = excluded.is_off_day, notice = excluded.notice
     where (known.name, known.is_off_day, known.notice) is distinct from
           (excluded.name, excluded.is_off_day, excluded.notice)`)

/** A country's days in the order of their dates. */
export const listHolidays = (db: Db, country: 'CN'): Promise<Holiday[]> =>
  db.many<Holiday>(sql`
    select date, name, is_off_day as "isOffDay", notice
      from city.holiday
     where country = ${country}
     order by date`)

/**
 * Publishes the next version of a calendar with the holidays known today; earlier versions stay as they are. Call it in a
 * transaction. Errors: `calendar_invalid`, `calendar_changed_meanwhile`.
 */
export async function publishCalendar(db: Tx, publication: Publication): Promise<CompiledCalendar> {
  const { districtId, calendarId = officeCalendar, basedOn, publishedAt, publishedBy, reason } = publication
  const last = await newest(db, districtId, calendarId)
  if ((last?.version ?? 0) !== basedOn) {
    throw calendarProblems.calendar_changed_meanwhile({ basedOn, current: last?.version ?? 0 })
  }
  const definition = await definitionOf(db, publication.draft, calendarId, basedOn + 1)
  const calendar = compileCalendar(definition)
  const digest = digestOf(definition, last?.digest)
  await db.run(sql`
    insert into city.calendar
      (district_id, calendar_id, version, definition, digest, published_at, published_by, reason)
    values (${districtId}, ${calendarId}, ${definition.version}, ${JSON.stringify(definition)}, ${digest},
            ${publishedAt}, ${publishedBy}, ${reason})`)
  await tellCalendarPublished(db, districtId, { calendarId, version: definition.version, reason, publishedBy })
  return calendar
}

/** A draft as it would read once published after the version in force, for trying it beforehand. Error: `calendar_invalid`. */
export const draftedCalendar = (
  db: Db,
  draft: CalendarDraft,
  { id, version }: CalendarDefinition,
): Promise<CalendarDefinition> => definitionOf(db, draft, id, version + 1)

/** What can be edited of a published calendar: the draft of its next version. */
export function draftOf(definition: CalendarDefinition): CalendarDraft {
  const { title, timeZone, workWeekdays, schedules, country, overrides } = definition
  return { title, timeZone, workWeekdays, schedules, country, overrides }
}

/** The versions of a calendar, newest first. */
export const listVersions = (db: Db, districtId: string, calendarId = officeCalendar): Promise<PublishedVersion[]> =>
  db.many<PublishedVersion>(sql`
    select version, digest, published_at as "publishedAt", published_by as "publishedBy", reason
      from city.calendar
     where district_id = ${districtId} and calendar_id = ${calendarId}
     order by version desc`)

type Family = { readonly definitions: ReadonlyMap<number, CalendarDefinition>; readonly current: CompiledCalendar }

// Versions never change and a digest covers all before it, so what is found under one may be kept as long as there is room.
const families = new Map<string, Family>()
const familyOf = new WeakMap<CompiledCalendar, Family>()
const compiledOlder = new WeakMap<CalendarDefinition, CompiledCalendar>()
const room = 500

/** Which version is in force: cheap to read beside something else, and enough to find the compiled calendar by. */
export type CalendarHead = { readonly version: number; readonly digest: string }

/** The head of the office calendar as a value of one's own query: `select ${calendarHead(districtId)} as "calendar"`. */
export const calendarHead = (districtId: string): Sql =>
  sql`(select jsonb_build_object('version', k.version, 'digest', k.digest) from city.calendar k
        where k.district_id = ${districtId} and k.calendar_id = ${officeCalendar} order by k.version desc limit 1)`

/** The calendar in force, ready to count. Compiled once for each version. Error: `calendar_not_found`. */
export async function currentCalendar(
  db: Db,
  districtId: string,
  calendarId = officeCalendar,
): Promise<CompiledCalendar> {
  return calendarAtHead(db, districtId, await newest(db, districtId, calendarId), calendarId)
}

/** The same for a head already read. Error: `calendar_not_found`. */
export async function calendarAtHead(
  db: Db,
  districtId: string,
  last: CalendarHead | null | undefined,
  calendarId = officeCalendar,
): Promise<CompiledCalendar> {
  if (!last) throw calendarProblems.calendar_not_found({ calendarId, version: null })
  const key = `${districtId}/${calendarId}/${last.digest}`
  const known = families.get(key)
  if (known) return known.current
  const family = await loadFamily(db, districtId, calendarId, last.version)
  if (families.size >= room) families.delete(families.keys().next().value!)
  families.set(key, family)
  familyOf.set(family.current, family)
  return family.current
}

/** An earlier version of a calendar that `currentCalendar` gave; undefined when there is none of that number. */
export function calendarOfVersion(current: CompiledCalendar, version: number): CompiledCalendar | undefined {
  if (version === current.definition.version) return current
  const definition = familyOf.get(current)?.definitions.get(version)
  if (!definition) return undefined
  const calendar = compiledOlder.get(definition) ?? compileCalendar(definition)
  compiledOlder.set(definition, calendar)
  return calendar
}

/** The limits a district has set for the stages of the system. */
export const listStageLimits = async (db: Db, districtId: string): Promise<StageLimit[]> => {
  const rows = await db.many<Limit & Omit<StageLimit, 'limit'>>(sql`
    select stage, value, unit, source, mark
      from city.stage_limit
     where district_id = ${districtId}
     order by stage`)
  return rows.map(({ value, unit, ...row }) => ({ ...row, limit: { value, unit } }))
}

/** The limit of one stage. Error: `stage_limit_not_found`. */
export async function getStageLimit(db: Db, districtId: string, stage: string): Promise<Limit> {
  const limit = await db.find<Limit>(sql`
    select value, unit
      from city.stage_limit
     where district_id = ${districtId} and stage = ${stage}`)
  if (!limit) throw calendarProblems.stage_limit_not_found({ stage })
  return limit
}

/** Sets the limit of a stage; clocks that have begun keep theirs. */
export const setStageLimit = (
  db: Db,
  districtId: string,
  { stage, limit, source, mark }: StageLimit,
): Promise<number> =>
  db.run(sql`
    insert into city.stage_limit (district_id, stage, value, unit, source, mark)
    values (${districtId}, ${stage}, ${limit.value}, ${limit.unit}, ${source}, ${mark})
        on conflict (district_id, stage) do update
       set value = excluded.value, unit = excluded.unit, source = excluded.source, mark = excluded.mark`)

const newest = (db: Db, districtId: string, calendarId: string) =>
  db.find<{ version: number; digest: string }>(sql`
    select version, digest
      from city.calendar
     where district_id = ${districtId} and calendar_id = ${calendarId}
     order by version desc
     limit 1`)

async function loadFamily(db: Db, districtId: string, calendarId: string, version: number): Promise<Family> {
  const rows = await db.many<{ definition: unknown }>(sql`
    select definition
      from city.calendar
     where district_id = ${districtId} and calendar_id = ${calendarId} and version <= ${version}`)
  const all = rows.map((row) => CalendarDefinition.parse(row.definition))
  const definitions = new Map(all.map((definition) => [definition.version, definition]))
  return { definitions, current: compileCalendar(definitions.get(version)!) }
}

async function definitionOf(db: Db, draft: CalendarDraft, id: string, version: number): Promise<CalendarDefinition> {
  const read = CalendarDraft.safeParse(draft)
  if (!read.success) {
    const reason = read.error.issues.map((issue) => issue.message).join('；')
    throw calendarProblems.calendar_invalid({ reason })
  }
  const holidays = draft.country === null ? [] : await listHolidays(db, draft.country)
  return { id, version, ...read.data, holidayYears: yearsOf(holidays), holidays }
}

function digestOf(definition: CalendarDefinition, before = ''): string {
  return createHash('sha256').update(before).update(canonical(definition)).digest('hex')
}

/** JSON with sorted keys: the database keeps no order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
