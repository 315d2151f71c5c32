import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readCsv } from '#kernel/tabular/csv.ts'

/** One value of a real device: which, when, what. */
export type Reading = { sender: string; metric: string; at: Date; value: number }

const hour = 3_600_000

/** The rows of a table by the names of its columns, where somebody has put it. */
function rowsOf(folder: string, file: string): Readonly<Record<string, string>>[] {
  const bytes = readFileSync(join(folder, file))
  const [header = [], ...rows] = readCsv(file.endsWith('.gz') ? gunzipSync(bytes) : bytes).rows
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])))
}

const instant = (text: string, zoneMs = 0): Date => new Date(Date.parse(`${text.replace(' ', 'T')}Z`) - zoneMs)
const isNumber = (text: string | undefined): text is string =>
  text !== undefined && text !== '' && Number.isFinite(Number(text))
const within = ({ at }: Reading, from: string, to: string): boolean => at >= new Date(from) && at < new Date(to)

/** Air of Beijing by the hour over three weeks of January 2014: fine dust and weather of one station; gaps are gaps. */
export function airOf(folder: string): Reading[] {
  const columns = { 'pm2.5': 'a34004', TEMP: 'a01001', PRES: 'a01006', Iws: 'a01007' }
  return rowsOf(folder, 'pm25_hourly_2010_2014.csv.gz').flatMap((row) => {
    const day = `${row.year}-${row.month?.padStart(2, '0')}-${row.day?.padStart(2, '0')}`
    const at = instant(`${day}T${row.hour?.padStart(2, '0')}:00:00`, 8 * hour)
    return Object.entries(columns).flatMap(([column, metric]) => {
      const text = row[column]
      const one = { sender: 'A110000FEED0000000002014', metric, at, value: Number(text) }
      return isNumber(text) && within(one, '2014-01-01', '2014-01-22') ? [one] : []
    })
  })
}

/** Light, dust and noise of four street nodes, by four hours. */
export const streetOf = (folder: string): Reading[] =>
  rowsOf(folder, 'readings.csv').flatMap((row) =>
    (['lux', 'con', 'spl'] as const).flatMap((metric) => {
      const text = row[metric]
      const at = instant(row.dt ?? '')
      return isNumber(text) ? [{ sender: row.sensor ?? '', metric, at, value: Number(text) }] : []
    }),
  )

/** How full every fourth bin was when it was emptied, over a week; British summer time. */
export const binsOf = (folder: string): Reading[] =>
  rowsOf(folder, 'collections.csv.gz').flatMap((row) => {
    const at = instant(row.collected_at_london ?? '', hour)
    const one = { sender: `bin-${row.bin_id}`, metric: 'fill', at, value: Number(row.fill_before_pct) }
    return isNumber(row.fill_before_pct) && Number(row.bin_id) % 4 === 0 && within(one, '2016-08-02', '2016-08-09')
      ? [one]
      : []
  })

/** Cars in car parks by the half hour, over three days of November, when the clock there is UTC. Repeats and faults are left in. */
export const parkingOf = (folder: string): Reading[] =>
  rowsOf(folder, 'occupancy.csv.gz').flatMap((row) => {
    const at = instant(row.LastUpdated ?? '')
    const sender = (row.SystemCodeNumber ?? '').replaceAll(/[^\w.:-]/g, '-')
    const one = { sender, metric: 'occupied', at, value: Number(row.Occupancy) }
    return isNumber(row.Occupancy) && within(one, '2016-11-01', '2016-11-04') ? [one] : []
  })

/** Levels of a river and rain by the quarter of an hour, over nine days. Stations get numbers in the order of their names. */
export function waterOf(folder: string): Reading[] {
  const rows = rowsOf(folder, 'readings.csv.gz')
  const names = [...new Set(rows.map(({ station, parameter }) => `${station}/${parameter}`))].toSorted()
  return rows.flatMap(({ station, parameter, dateTime = '', value }) => {
    const number = 4_400_000_001 + names.indexOf(`${station}/${parameter}`)
    const element = parameter === 'level' ? '39' : '20'
    const one = { sender: String(number), metric: element, at: instant(dateTime), value: Number(value) }
    return isNumber(value) && within(one, '2025-08-16', '2025-08-25') ? [one] : []
  })
}

/** What is kept of readings: of one device, metric and time the first. */
export function keptOf(readings: readonly Reading[]): Reading[] {
  const kept = new Map<string, Reading>()
  for (const one of readings) {
    const key = `${one.sender}/${one.metric}/${one.at.getTime()}`
    if (!kept.has(key)) kept.set(key, one)
  }
  return [...kept.values()]
}
