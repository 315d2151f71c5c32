import { changeOf, changeText, countText, hoursText, NONE, shareChangeText, shareOf, shareText } from './compare.ts'
import type { CaseLine, Figures, GroupRow, Ratio } from './figures.ts'
import {
  columnsOf,
  type Grouping,
  groupingIds,
  groupings,
  type Measure,
  measureIds,
  rateIds,
  timeIds,
} from './measure.ts'
import { periodKinds, periodName } from './period.ts'

/** One cell: what a workbook calculates with, and what is printed. Null is what could not be counted. */
export type Cell = { readonly value: string | number | null; readonly text: string }
export type ColumnFormat = 'text' | 'count' | 'share' | 'hours'
export type Column = { readonly title: string; readonly format: ColumnFormat }
/** A table of a report, the same on paper and in a workbook. `bar` is the column a bar is drawn from. */
export type Section = {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  readonly bar?: number
}
export type Note = { readonly mark: number; readonly name: string; readonly text: string }
export type Layout = {
  readonly title: string
  readonly period: string
  readonly sections: readonly Section[]
  readonly notes: readonly Note[]
}

/** A report laid out as tables with numbered notes (口径). Pure, so that a print of frozen figures never differs. */
export function layoutOf(figures: Figures): Layout {
  const notes = notesOf(figures)
  return {
    title: `${figures.district}城市管理案件${periodKinds[figures.kind].zh}`,
    period: periodName(figures).zh,
    sections: [
      countsSection(figures, notes),
      ratesSection(figures, notes),
      timesSection(figures, notes),
      seriesSection(figures),
      ...groupingIds.map((by) => groupSection(figures, by)),
      bouncesSection(figures),
      linesSection('latest', '期末超时最久', figures.latest, figures.zone, '已超时（小时）'),
      linesSection('longest', '期末在办最久', figures.longest, figures.zone, '已历时（小时）'),
      spotsSection(figures),
      ...scoresSection(figures),
    ].filter(({ rows }) => rows.length > 0),
    notes,
  }
}

export const text = (value: string | null): Cell => ({ value, text: value ?? NONE })
export const count = (value: number | null): Cell => ({ value, text: countText(value) })
const hours = (value: number | null): Cell => ({ value, text: hoursText(value) })
const share = (ratio: Ratio | null): Cell => ({ value: shareOf(ratio), text: shareText(ratio) })
const change = (now: number, then: number | null): Cell => ({ value: changeOf(now, then), text: changeText(now, then) })

const column = (title: string, format: ColumnFormat = 'count'): Column => ({ title, format })

function notesOf({ definitions }: Figures): Note[] {
  return Object.values(definitions).map(({ zh, definition, mark }, at) => ({
    mark: at + 1,
    name: zh,
    text: `${definition.zh}［${mark}］`,
  }))
}

function named({ definitions }: Figures, notes: readonly Note[], id: string): Cell {
  const at = Object.keys(definitions).indexOf(id)
  const name = definitions[id]?.zh ?? id
  return { value: name, text: `${name}〔${notes[at]?.mark ?? ''}〕` }
}

function comparisonColumns({ kind }: Figures, format: ColumnFormat, changed: ColumnFormat): Column[] {
  const { before, yearAgo } = periodKinds[kind]
  return [column(before, format), column('环比', changed), column(yearAgo, format), column('同比', changed)]
}

const countsSection = (figures: Figures, notes: readonly Note[]): Section => ({
  id: 'counts',
  title: '总量',
  unit: '件',
  columns: [column('指标', 'text'), column('本期'), ...comparisonColumns(figures, 'count', 'share')],
  rows: measureIds.flatMap((id) => {
    const figure = figures.counts[id]
    if (!figure) return []
    const { now, before, yearAgo } = figure
    return [
      [named(figures, notes, id), count(now), count(before), change(now, before), count(yearAgo), change(now, yearAgo)],
    ]
  }),
})

const ratesSection = (figures: Figures, notes: readonly Note[]): Section => ({
  id: 'rates',
  title: '比率',
  unit: '环比、同比为百分点之差',
  columns: [
    column('指标', 'text'),
    column('本期', 'share'),
    column('分子', 'count'),
    column('分母', 'count'),
    ...comparisonColumns(figures, 'share', 'text'),
  ],
  rows: rateIds.flatMap((id) => {
    const figure = figures.rates[id]
    if (!figure) return []
    const { now, before, yearAgo } = figure
    const cells = [share(now), count(now.over), count(now.under)]
    const compared = [before, yearAgo].flatMap((then) => [share(then), text(shareChangeText(now, then))])
    return [[named(figures, notes, `rate:${id}`), ...cells, ...compared]]
  }),
})

const timesSection = (figures: Figures, notes: readonly Note[]): Section => ({
  id: 'times',
  title: '用时',
  unit: '小时',
  columns: [
    column('指标', 'text'),
    column('件数'),
    column('中位', 'hours'),
    column('九成以内', 'hours'),
    column(`${periodKinds[figures.kind].before}中位`, 'hours'),
    column(`${periodKinds[figures.kind].yearAgo}中位`, 'hours'),
  ],
  rows: timeIds.flatMap((id) => {
    const figure = figures.times[id]
    if (!figure) return []
    const { now, before, yearAgo } = figure
    const cells = [count(now.count), hours(now.median), hours(now.p90)]
    return [
      [named(figures, notes, `time:${id}`), ...cells, hours(before?.median ?? null), hours(yearAgo?.median ?? null)],
    ]
  }),
})

const seriesSection = ({ series, kind }: Figures): Section => ({
  id: 'series',
  title: kind === 'daily' ? '分时走势' : '逐日走势',
  unit: '件',
  columns: [column(kind === 'daily' ? '时段' : '日期', 'text'), column('上报'), column('立案'), column('结案')],
  rows: series.map((step) => [text(step.label), count(step.reported), count(step.filed), count(step.closed)]),
})

function groupSection(figures: Figures, by: Grouping): Section {
  const columns = columnsOf[by]
  const timed = columns.includes('late')
  const name = (id: Measure) => figures.definitions[id]?.zh ?? id
  const row = ({ name: title, counts, onTime }: GroupRow) => [
    text(title),
    ...columns.map((id) => count(counts[id] ?? null)),
    ...(timed ? [share(onTime)] : []),
  ]
  return {
    id: by,
    title: `按${groupings[by].zh}`,
    unit: '件',
    columns: [
      column(groupings[by].zh, 'text'),
      ...columns.map((id) => column(name(id))),
      ...(timed ? [column(figures.definitions['rate:onTime']?.zh ?? '按期处置率', 'share')] : []),
    ],
    rows: (figures.groups[by] ?? []).map(row),
    bar: 1,
  }
}

const bouncesSection = ({ bounces }: Figures): Section => ({
  id: 'bounces',
  title: '回退',
  unit: '件、次',
  columns: [column('单位', 'text'), column('案件'), column('次数')],
  rows: bounces.map(({ name, cases, times }) => [text(name), count(cases), count(times)]),
  bar: 2,
})

const linesSection = (
  id: string,
  title: string,
  lines: readonly CaseLine[],
  zone: string,
  lasted: string,
): Section => ({
  id,
  title,
  unit: '小时',
  columns: [
    column('案件编号', 'text'),
    column('小类', 'text'),
    column('地点', 'text'),
    column('单位', 'text'),
    column('上报', 'text'),
    column(lasted, 'hours'),
  ],
  rows: lines.map((line) => [
    text(line.number),
    text(line.categoryName),
    text(line.placeText),
    text(line.unitName),
    text(wallTime(line.reportedAt, zone)),
    hours(line.hours),
  ]),
})

const spotsSection = ({ spots }: Figures): Section => ({
  id: 'spots',
  title: '高发单元网格',
  unit: '件',
  columns: [column('单元网格', 'text'), column('社区', 'text'), column('上报'), column('主要小类', 'text')],
  rows: spots.map(({ key, name, cases, mostly }) => [text(key), text(name), count(cases), text(mostly)]),
})

const scoresSection = ({ scores }: Figures): Section[] =>
  scores === null
    ? []
    : [
        {
          id: 'scores',
          title: `考核得分（${scores.period}，规则 ${scores.rule}）`,
          unit: '分',
          columns: [column('对象', 'text'), column('类别', 'text'), column('得分', 'text'), column('名次', 'text')],
          rows: scores.lines.map((line) => [text(line.name), text(line.kind), text(line.score), text(line.rank)]),
        },
      ]

/** `2026-11-22 09:30` on the wall clock of the district. */
export const wallTime = (at: string | Date, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(at))
