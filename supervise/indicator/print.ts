import { readFileSync } from 'node:fs'
import type { Typesetter } from '#kernel/documents/typesetter.ts'
import type { BoardIndicator } from './contract.ts'

const template = readFileSync(new URL('print.typ', import.meta.url), 'utf8')

export type Report = {
  readonly district: string
  readonly industry: string
  readonly period: string
  readonly indicators: readonly BoardIndicator[]
}

const standings = { met: '达标', short: '未达标', unknown: '无数据' } as const
const bound = ({ way, value }: BoardIndicator['target'], unit: string): string =>
  `${way === 'at_least' ? '≥' : '≤'} ${value} ${unit}`
const said = (value: number | null): string => (value === null ? '—' : value.toLocaleString('en'))

export const reportColumns = [
  { title: '指标', width: 24 },
  { title: '单位', width: 8 },
  { title: '本月', width: 12 },
  { title: '目标', width: 14 },
  { title: '结论', width: 10 },
  { title: '上月', width: 12 },
  { title: '口径', width: 48 },
  { title: '目标依据', width: 48 },
]

/** The indicators of a month as rows of a table. */
export const reportRows = ({ indicators }: Report): string[][] =>
  indicators.map(({ title, unit, readings, target, formula }) => {
    const [before, latest] = [readings.at(-2), readings.at(-1)]
    return [
      title.zh,
      unit,
      said(latest?.value ?? null),
      bound(target, unit),
      standings[latest?.standing ?? 'unknown'],
      said(before?.value ?? null),
      formula.zh,
      `${target.source.text} [${target.source.mark}]`,
    ]
  })

/** A month's indicators on paper: the value, its target, the months before, and what each number rests on. */
export function indicatorsPdf(typesetter: Typesetter, report: Report, at: Date): Buffer {
  const { district, industry, period, indicators } = report
  const met = indicators.filter(({ readings }) => readings.at(-1)?.standing === 'met').length
  const data = {
    title: `${district}${industry}指标月报`,
    period: `${period.slice(0, 4)} 年 ${Number(period.slice(5))} 月`,
    verdict: `共 ${indicators.length} 项指标，达标 ${met} 项。`,
    months: indicators[0]?.readings.map((one) => one.period.slice(2).replace('-', '.')) ?? [],
    rows: indicators.map((one) => ({
      title: one.title.zh,
      unit: one.unit,
      values: one.readings.map(({ value }) => said(value)),
      goal: bound(one.target, one.unit),
      standing: standings[one.readings.at(-1)?.standing ?? 'unknown'],
      isShort: one.readings.at(-1)?.standing === 'short',
      formula: one.formula.zh,
      source: `${one.source.text} [${one.source.mark}]；目标：${one.target.source.text} [${one.target.source.mark}]`,
    })),
  }
  return typesetter.pdf({ template, data, at })
}
