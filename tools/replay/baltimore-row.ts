import { localText } from '#city/calendar/zone.ts'
import { boxHolds } from '#city/place/distance.ts'
import { type Point, point, pointIn, toCgcs2000 } from '#city/place/frame.ts'
import type { Findings } from './findings.ts'
import { readLocalTime } from './local-time.ts'
import { replayProblems } from './problems.ts'
import type { SourceRow } from './source.ts'

export const baltimoreColumns = [
  'SRRecordID',
  'ServiceRequestNum',
  'SRType',
  'MethodReceived',
  'CreatedDate',
  'SRStatus',
  'StatusDate',
  'DueDate',
  'CloseDate',
  'Agency',
  'LastActivity',
  'LastActivityDate',
  'Outcome',
  'Address',
  'ZipCode',
  'Neighborhood',
  'CouncilDistrict',
  'PoliceDistrict',
  'PolicePost',
  'Latitude',
  'Longitude',
  'DaysOpen',
] as const
export type BaltimoreColumn = (typeof baltimoreColumns)[number]

export const baltimoreZone = 'America/New_York'

/** The city and its surroundings, CGCS2000 degrees: a point beyond is a mistake of the source. */
export const baltimoreBounds = { west: -76.9, south: 39.1, east: -76.3, north: 39.6 }

/** What became of a request, as the source's own word for it says. */
const statuses = {
  New: { state: 'new', how: 'plain' },
  'New (Duplicate)': { state: 'new', how: 'duplicate' },
  Open: { state: 'open', how: 'plain' },
  'Open (Duplicate)': { state: 'open', how: 'duplicate' },
  Pending: { state: 'open', how: 'plain' },
  Closed: { state: 'closed', how: 'plain' },
  'Closed (Duplicate)': { state: 'closed', how: 'duplicate' },
  'Closed (Transferred)': { state: 'closed', how: 'transferred' },
} as const

export type Request = {
  readonly row: number
  readonly foreignId: string
  readonly type: string
  readonly method: string
  readonly agency: string
  readonly status: keyof typeof statuses
  readonly state: (typeof statuses)[keyof typeof statuses]['state']
  readonly how: (typeof statuses)[keyof typeof statuses]['how']
  readonly createdAt: Date
  readonly statusAt: Date | null
  /** Never before `createdAt`. */
  readonly dueAt: Date | null
  readonly closedAt: Date | null
  readonly point: Point | null
  readonly placeText: string
  /** The whole record as it came, empty cells left out. */
  readonly foreign: Readonly<Record<string, string>>
}

type Row = SourceRow<BaltimoreColumn>

/** A row as a request, or undefined with the reason among the findings. */
export function requestOf(source: Row, findings: Findings): Request | undefined {
  const { row, values } = source
  const times = timesOf(source, findings)
  const status = values.SRStatus as keyof typeof statuses
  const known = Object.hasOwn(statuses, status) ? statuses[status] : undefined
  if (!known)
    findings.refuse(row, 'SRStatus', replayProblems.replay_status_unknown({ status: values.SRStatus }), values.SRStatus)
  if (values.Agency === '') findings.refuse(row, 'Agency', replayProblems.replay_agency_missing())
  if (known?.state === 'closed' && values.CloseDate === '')
    findings.refuse(row, 'CloseDate', replayProblems.replay_closed_without_time({ status }))
  const place = placeOf(source, findings)
  if (!times || !known || findings.isRefused(row)) return undefined
  return {
    row,
    foreignId: values.ServiceRequestNum,
    type: values.SRType,
    method: values.MethodReceived,
    agency: values.Agency,
    status,
    ...known,
    ...times,
    ...place,
    foreign: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')),
  }
}

type Times = Pick<Request, 'createdAt' | 'statusAt' | 'dueAt' | 'closedAt'>

function timesOf(source: Row, findings: Findings): Times | undefined {
  const { row, values } = source
  const createdAt = timeOf(source, 'CreatedDate', findings)
  const closedAt = timeOf(source, 'CloseDate', findings)
  const dueAt = timeOf(source, 'DueDate', findings)
  const statusAt = timeOf(source, 'StatusDate', findings)
  if (!createdAt) {
    if (values.CreatedDate === '')
      findings.refuse(row, 'CreatedDate', replayProblems.replay_time_unreadable({ text: '' }))
    return undefined
  }
  if (closedAt && closedAt < createdAt) {
    const words = { closed: values.CloseDate, created: values.CreatedDate }
    findings.refuse(row, 'CloseDate', replayProblems.replay_times_reversed(words), values.CloseDate)
  }
  return { createdAt, statusAt, closedAt, dueAt: dueOf(source, createdAt, dueAt, findings) }
}

function dueOf({ row, values }: Row, createdAt: Date, dueAt: Date | null, findings: Findings): Date | null {
  if (!dueAt) {
    if (values.DueDate === '') findings.notice(row, 'DueDate', replayProblems.replay_due_missing())
    return null
  }
  if (dueAt < createdAt) {
    findings.notice(row, 'DueDate', replayProblems.replay_due_reversed(), values.DueDate)
    return null
  }
  if (dueAt.getTime() === createdAt.getTime())
    findings.notice(row, 'DueDate', replayProblems.replay_due_at_once(), values.DueDate)
  return dueAt
}

function timeOf({ row, values }: Row, column: BaltimoreColumn, findings: Findings): Date | null {
  const text = values[column]
  if (text === '') return null
  const time = readLocalTime(text, baltimoreZone)
  if (!time) {
    findings.refuse(row, column, replayProblems.replay_time_unreadable({ text }), text)
    return null
  }
  if (time.skipped) {
    const read = localText(baltimoreZone, time.at.getTime())
    findings.notice(row, column, replayProblems.replay_time_skipped({ text, read }), text)
  }
  return time.at
}

function placeOf(source: Row, findings: Findings): Pick<Request, 'point' | 'placeText'> {
  const { row, values } = source
  const at = pointOf(source, findings)
  const text = [values.Address, values.Neighborhood, values.ZipCode].filter((part) => part !== '').join(', ')
  if (!at && text === '') findings.notice(row, 'Address', replayProblems.replay_place_missing())
  return { point: at, placeText: text || 'Baltimore（来源未记地点 no place in the source）' }
}

/** The point, unless it is missing, rounded to whole degrees or nowhere near the city. The source is in WGS84. */
function pointOf({ row, values }: Row, findings: Findings): Point | null {
  const { Latitude: lat, Longitude: lon } = values
  const field = 'Latitude,Longitude'
  const value = `${lat},${lon}`
  if (lat === '' || lon === '') {
    findings.notice(row, field, replayProblems.replay_point_missing(), lat + lon === '' ? '' : value)
    return null
  }
  const [y, x] = [Number(lat), Number(lon)]
  if (Number.isInteger(y) || Number.isInteger(x)) {
    findings.notice(row, field, replayProblems.replay_point_rounded({ lat, lon }), value)
    return null
  }
  if (!boxHolds(baltimoreBounds, point(x, y))) {
    findings.notice(row, field, replayProblems.replay_point_outside({ lat, lon }), value)
    return null
  }
  return toCgcs2000(pointIn('WGS84', x, y))
}
