import { type CsvCell, writeCsv } from '#kernel/tabular/csv.ts'
import { type SheetOut, writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import { type CoverDay, countsOf } from './cover-day.ts'
import type { CoverState, PassCount } from './judge.ts'

const states: Readonly<Record<CoverState, string>> = {
  covered: '已清扫',
  partly: '部分清扫',
  missed: '未清扫',
  unknown: '无数据',
  ahead: '待作业',
}
const passCounts: Readonly<Record<PassCount, string>> = {
  counts: '计入',
  outside_hours: '不在作业时段',
  too_fast: '车速不在作业范围',
  not_working: '作业信号未开',
}

type Told = { readonly cover: CoverDay; readonly day: string; readonly timeZone: string }

/** A day of a plan as a file: the stretches, and every pass with whether it counts. */
export function coverageFile(told: Told, file: 'xlsx' | 'csv'): { type: string; bytes: Uint8Array } {
  const sheets = [segmentSheet(told), passSheet(told)]
  if (file === 'xlsx')
    return {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes: writeWorkbook(sheets),
    }
  const [{ columns, rows }] = [sheets[0]!]
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => row as readonly CsvCell[])]
  return { type: 'text/csv; charset=utf-8', bytes: writeCsv(lines) }
}

function segmentSheet({ cover, day, timeZone }: Told): SheetOut {
  const { share, metres } = countsOf(cover.segments)
  const clock = clockOf(timeZone)
  return {
    name: '路段',
    caption: [
      `${cover.plan.body.name} ${day}`,
      `计划每日 ${cover.plan.body.times} 次；${(metres / 1000).toFixed(1)} 公里；已清扫占有结论里程 ${share === null ? '—' : `${Math.round(share * 100)}%`}；无数据不计入${cover.plan.body.sides === 'both' ? '；两侧分别计，只扫一侧计一半' : ''}`,
    ],
    columns: [
      { title: '序号' },
      { title: '路段', width: 36 },
      { title: '长度（米）', format: 'integer' },
      { title: '结论' },
      { title: '达到次数的长度占比', format: 'percent' },
      { title: '至少一次的长度占比', format: 'percent' },
      { title: '计入的经过', width: 40 },
      { title: '期间无数据的车辆', width: 40 },
    ],
    rows: cover.segments.map((one) => [
      one.number,
      one.name,
      Math.round(one.metres),
      states[one.state],
      one.share,
      one.once,
      one.passes
        .filter(({ count }) => count === 'counts')
        .map(({ deviceId, from }) => `${cover.names.get(deviceId) ?? deviceId} ${clock(from)}`)
        .join('；'),
      one.silent
        .map(({ deviceId, from, to }) => `${cover.names.get(deviceId) ?? deviceId} ${clock(from)}–${clock(to)}`)
        .join('；'),
    ]),
  }
}

function passSheet({ cover, timeZone }: Told): SheetOut {
  const clock = clockOf(timeZone)
  return {
    name: '经过',
    columns: [
      { title: '路段', width: 36 },
      { title: '车辆' },
      { title: '起' },
      { title: '止' },
      { title: '长度（米）', format: 'integer' },
      { title: '是否计入', width: 20 },
      { title: '判定依据', width: 20 },
      { title: '方向' },
    ],
    rows: cover.segments.flatMap((segment) =>
      segment.passes.map(({ deviceId, from, to, fromMetre, toMetre, count, bySign, isForward }) => [
        segment.name,
        cover.names.get(deviceId) ?? deviceId,
        clock(from),
        clock(to),
        Math.round(overlap(segment, { fromMetre, toMetre })),
        passCounts[count],
        bySign ? (cover.signs.get(deviceId)?.name ?? '作业信号') : '仅按车速',
        isForward === null ? '' : isForward ? '顺向' : '逆向',
      ]),
    ),
  }
}

type Stretch = { readonly fromMetre: number; readonly toMetre: number }

/** The metres that two stretches of one line have in common. */
export const overlap = (a: Stretch, b: Stretch): number =>
  Math.max(0, Math.min(a.toMetre, b.toMetre) - Math.max(a.fromMetre, b.fromMetre))

function clockOf(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' })
  return (at) => format.format(at)
}
