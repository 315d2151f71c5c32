import { numberPeriod } from '#city/case/number.ts'
import { pointProblem } from '#city/place/check.ts'
import { codeFaultsEn, codeFaultsZh, divisionCodeFaults, divisionLevel } from '#city/place/code.ts'
import type { Box } from '#city/place/distance.ts'
import { point } from '#city/place/frame.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { District } from '#city/place/store.ts'
import { type Fault, Problem } from '#kernel/problem.ts'
import { isUsername } from './accounts.ts'
import { type readArgs, required, UsageError } from './command.ts'
import { commandProblems } from './problems.ts'

/** The options of `district`. */
export const districtOptions = {
  id: { type: 'string' },
  name: { type: 'string' },
  division: { type: 'string' },
  lon: { type: 'string' },
  lat: { type: 'string' },
  bounds: { type: 'string' },
  'time-zone': { type: 'string' },
  'case-number': { type: 'string' },
  'admin-username': { type: 'string' },
  'admin-name': { type: 'string' },
  'security-username': { type: 'string' },
  'security-name': { type: 'string' },
  'audit-username': { type: 'string' },
  'audit-name': { type: 'string' },
} as const

export type DistrictWords = ReturnType<typeof readArgs<typeof districtOptions>>['values']

/** The three administrators that are kept apart (GB/T 22239-2019 8.1.4.2 d, 8.1.5), by the option that names each. */
export const administratorPosts = { admin: 'system_admin', security: 'security_admin', audit: 'audit_admin' } as const

type Role = keyof typeof administratorPosts

/** Somebody who is to administer the district. `option` is where the name was written. */
export type Administrator = {
  readonly option: string
  readonly username: string
  readonly name: string
  readonly post: (typeof administratorPosts)[Role]
}

/** A district as it is to be opened, believed in every field; coordinates are CGCS2000. */
export type Opening = { readonly district: District; readonly administrators: readonly Administrator[] }

const edition = '2026'
const reachDegrees = 0.1

/** Reads what was written. Missing words are a `UsageError`; all unfit ones together are `district_unfit`, a fault for each. */
export function readOpening(values: DistrictWords, now: Date): Opening {
  const districtId = required(values.id, 'id')
  const name = required(values.name?.trim(), 'name')
  const divisionCode = required(values.division, 'division')
  const lon = degrees(required(values.lon, 'lon'))
  const lat = degrees(required(values.lat, 'lat'))
  const timeZone = values['time-zone'] ?? 'Asia/Shanghai'
  const template = values['case-number']
  const bounds = readBounds(values.bounds, lon, lat)
  const administrators = readAdministrators(values)
  const faults = [
    idFault(districtId),
    divisionFault(divisionCode),
    pointProblem(lon, lat)?.asFault('--lon --lat'),
    ...(bounds === undefined
      ? [commandProblems.district_bounds_unfit({ bounds: values.bounds ?? '' }).asFault('--bounds')]
      : []),
    ...timeFaults(timeZone, template, now),
    ...administratorFaults(administrators),
  ].filter((fault) => fault !== undefined)
  if (faults.length > 0 || !bounds) throw commandProblems.district_unfit().with(faults)
  const settings = template === undefined ? {} : { caseNumber: template }
  const centre = point(lon, lat)
  return {
    district: { districtId, name, divisionCode, timeZone, centre, bounds, catalogueEdition: edition, settings },
    administrators,
  }
}

const degrees = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

function readBounds(text: string | undefined, lon: number, lat: number): Box | undefined {
  const given = text?.split(',').map(degrees) ?? [
    lon - reachDegrees,
    lat - reachDegrees,
    lon + reachDegrees,
    lat + reachDegrees,
  ]
  const [west, south, east, north, ...more] = given.map((each) => Math.round(each * 1e6) / 1e6)
  if (west === undefined || south === undefined || east === undefined || north === undefined || more.length > 0)
    return undefined
  // Without bounds of its own, a centre that is no number is a fault of the centre alone.
  if (text === undefined) return { west, south, east, north }
  if (pointProblem(west, south) || pointProblem(east, north)) return undefined
  const holds = west < east && south < north && lon >= west && lon <= east && lat >= south && lat <= north
  return holds ? { west, south, east, north } : undefined
}

// Two to thirty-two, as the public routes read it (serve/intake/contract.ts).
const idFault = (districtId: string): Fault | undefined =>
  /^[a-z0-9][a-z0-9-]{1,31}$/.test(districtId)
    ? undefined
    : commandProblems.district_id_unfit({ districtId }).asFault('--id')

function divisionFault(code: string): Fault | undefined {
  const isCounty = divisionLevel(code) === 'county'
  const faults = isCounty ? divisionCodeFaults(code) : [{ group: 'length' as const, found: String(code.length) }]
  if (faults.length === 0) return undefined
  const words = { code, zh: codeFaultsZh(faults), en: codeFaultsEn(faults) }
  return placeProblems.division_code_invalid(words).asFault('--division')
}

/** The template is tried on today, which needs a time zone. */
function timeFaults(timeZone: string, template: string | undefined, now: Date): Fault[] {
  // Offsets such as +08:00 are time zones to this program and the contrary to PostgreSQL; only names are unmistakable.
  const isZone = Intl.supportedValuesOf('timeZone').includes(timeZone)
  const faults = isZone ? [] : [commandProblems.time_zone_unknown({ timeZone }).asFault('--time-zone')]
  if (template === undefined) return faults
  try {
    numberPeriod(template, now, isZone ? timeZone : 'UTC')
    return faults
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return [...faults, error.asFault('--case-number')]
  }
}

/** Nobody, a system administrator, or all three. */
function readAdministrators(values: DistrictWords): Administrator[] {
  const roles = Object.keys(administratorPosts) as Role[]
  const given = roles.filter((role) => values[`${role}-username`] !== undefined || values[`${role}-name`] !== undefined)
  const allowed = given.length === 0 || given.length === roles.length || given.join() === 'admin'
  if (!allowed)
    throw new UsageError(
      '管理员要么只写系统管理员（--admin-…），要么三员写全（--admin-… --security-… --audit-…）',
      'name the system administrator alone (--admin-…), or all three (--admin-… --security-… --audit-…)',
    )
  return given.map((role) => ({
    option: `--${role}-username`,
    username: required(values[`${role}-username`], `${role}-username`),
    name: required(values[`${role}-name`]?.trim(), `${role}-name`),
    post: administratorPosts[role],
  }))
}

function administratorFaults(administrators: readonly Administrator[]): Fault[] {
  const seen = new Set<string>()
  return administrators.flatMap(({ option, username }) => {
    const key = username.toLowerCase()
    const repeated = seen.has(key)
    seen.add(key)
    if (!isUsername(username)) return [commandProblems.username_unfit({ username }).asFault(option)]
    return repeated ? [commandProblems.administrators_alike({ username }).asFault(option)] : []
  })
}
