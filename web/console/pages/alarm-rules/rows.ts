import type { FenceBody } from '#analyse/fence/contract.ts'
import type { Condition, RuleBodyInput } from '#analyse/rule/contract.ts'

type Fenced = FenceBody['area']

type Named = { fenceId: string; revision: number; name: string }

/** One line of the editor: a single condition and for how long it must last. */
export type Row = {
  kind: 'threshold' | 'rate' | 'transition' | 'fence' | 'silence'
  metric: string
  unit: string
  side: 'above' | 'below'
  limit: number | null
  clear: number | null
  way: 'rises' | 'falls'
  by: number | null
  withinSeconds: number | null
  to: string
  from: string
  bit: number | null
  where: 'inside' | 'outside'
  shape: 'circle' | 'polygon' | 'corridor'
  points: string
  metres: number | null
  marginMetres: number | null
  /** The fence of the register that shape and points were taken from. */
  named: Named | null
  afterSeconds: number | null
  seconds: number
  isByClock: boolean
  gapSeconds: number
}

/** What the editor holds: lines, how they go together, for how long all of it must last. */
export type Lines = {
  group: 'all' | 'any'
  seconds: number
  gapSeconds: number
  isByClock: boolean
  rows: readonly Row[]
}

export const emptyRow: Row = {
  ...{
    kind: 'threshold',
    metric: 'pm10',
    unit: 'µg/m³',
    side: 'above',
    limit: null,
    clear: null,
    way: 'rises',
    by: null,
  },
  ...{ withinSeconds: 600, to: '1', from: '', bit: null, where: 'outside', shape: 'circle', points: '', metres: 500 },
  ...{ marginMetres: 20, named: null, afterSeconds: null, seconds: 0, isByClock: false, gapSeconds: 1_800 },
}

const numbers = (text: string): number[] =>
  text
    .split(/[\s,，/]+/)
    .filter(Boolean)
    .map(Number)

const places = (text: string): [number, number][] =>
  text
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((one) => {
      const [lon = Number.NaN, lat = Number.NaN] = one.split(/[,，]/).map(Number)
      return [lon, lat]
    })

type Given = RuleBodyInput['condition']

/** What the lines say, as a condition; what is missing stays missing, so that the contract names the field. */
export function conditionOf({ group, seconds, gapSeconds, isByClock, rows }: Lines): Given {
  const simple = rows.map(simpleOf)
  const [only] = simple
  if (simple.length === 1 && only) return only as Given
  const all = { kind: group, of: simple }
  return (
    seconds > 0 ? { kind: 'lasting', seconds, gapSeconds, by: isByClock ? 'clock' : 'values', of: all } : all
  ) as Given
}

function simpleOf(row: Row) {
  const leaf = leafOf(row)
  if (row.seconds <= 0 || row.kind === 'silence') return leaf
  return {
    kind: 'lasting',
    seconds: row.seconds,
    gapSeconds: row.gapSeconds,
    by: row.isByClock ? 'clock' : 'values',
    of: leaf,
  }
}

const given = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as T

function leafOf(row: Row) {
  const { kind, metric, unit } = row
  switch (kind) {
    case 'threshold':
      return given({ kind, metric, unit, side: row.side, limit: row.limit, clear: row.clear })
    case 'rate':
      return given({ kind, metric, unit, way: row.way, by: row.by, withinSeconds: row.withinSeconds })
    case 'transition': {
      const from = numbers(row.from)
      return given({ kind, metric, bit: row.bit, to: numbers(row.to), from: from.length > 0 ? from : null })
    }
    case 'fence':
      return given({ kind, side: row.where, marginMetres: row.marginMetres ?? 0, area: areaOf(row), named: row.named })
    case 'silence':
      return given({ kind, metric: metric || null, afterSeconds: row.afterSeconds })
  }
}

function areaOf({ shape, points, metres }: Row) {
  const [ring] = [places(points)]
  if (shape === 'circle') return { shape, centre: ring[0], metres }
  return shape === 'polygon' ? { shape, ring } : { shape, line: ring, metres }
}

const placesText = (list: readonly (readonly [number, number])[]): string => list.map((one) => one.join(',')).join(' ')

/** An area as the editor has it. */
export function outlineOf(area: Fenced): Pick<Row, 'shape' | 'points' | 'metres'> {
  const { shape } = area
  if (shape === 'circle') return { shape, points: placesText([area.centre]), metres: area.metres }
  if (shape === 'polygon') return { shape, points: placesText(area.ring), metres: emptyRow.metres }
  return { shape, points: placesText(area.line), metres: area.metres }
}

/** The lines that say a condition. */
export function linesOf(condition: Condition): Lines {
  const whole = { group: 'all' as const, seconds: 0, gapSeconds: 1_800, isByClock: false }
  if (condition.kind === 'lasting' && (condition.of.kind === 'all' || condition.of.kind === 'any')) {
    const { seconds, gapSeconds, by } = condition
    return { ...linesOf(condition.of), seconds, gapSeconds, isByClock: by === 'clock' }
  }
  if (condition.kind === 'all' || condition.kind === 'any')
    return { ...whole, group: condition.kind, rows: condition.of.map(rowOf) }
  return { ...whole, rows: [rowOf(condition)] }
}

function rowOf(condition: Condition): Row {
  if (condition.kind === 'lasting') {
    const { seconds, gapSeconds, by } = condition
    return { ...rowOf(condition.of), seconds, gapSeconds, isByClock: by === 'clock' }
  }
  switch (condition.kind) {
    case 'threshold':
      return { ...emptyRow, ...condition, clear: condition.clear ?? null }
    case 'rate':
      return { ...emptyRow, ...condition }
    case 'transition': {
      const { kind, metric, bit = null, to, from = [] } = condition
      return { ...emptyRow, kind, metric, bit, to: to.join(' '), from: from.join(' ') }
    }
    case 'fence': {
      const { kind, side, area, marginMetres, named = null } = condition
      return { ...emptyRow, kind, where: side, marginMetres, named, ...outlineOf(area) }
    }
    case 'silence':
      return {
        ...emptyRow,
        kind: 'silence',
        metric: condition.metric ?? '',
        afterSeconds: condition.afterSeconds ?? null,
      }
    default:
      return emptyRow
  }
}
