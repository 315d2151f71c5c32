import {
  changeText,
  countText,
  type Figures,
  hoursText,
  measureIds,
  rateIds,
  shareChangeText,
  shareText,
  timeIds,
} from '#supervise/report/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { Count, FigureTable, Named } from './figure.tsx'
import { words } from './words.ts'

type Props = { id: string; figures: Figures }

/** Every count with those of the period before and of a year before. */
export function CountsTable({ id, figures }: Props) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <FigureTable title={w.totals} columns={[w.measure, w.now, w.before, w.change, w.yearAgo, w.yearChange]}>
      {measureIds.map((measure) => {
        const figure = figures.counts[measure]
        const name = figures.definitions[measure]
        if (!figure || !name) return null
        const { now, before, yearAgo } = figure
        return (
          <tr key={measure}>
            <th scope="row">
              <Named figures={figures} id={measure} />
            </th>
            <td>
              <Count id={id} measure={measure} value={now} label={pick(name)} />
            </td>
            <td>{countText(before)}</td>
            <td>{changeText(now, before)}</td>
            <td>{countText(yearAgo)}</td>
            <td>{changeText(now, yearAgo)}</td>
          </tr>
        )
      })}
    </FigureTable>
  )
}

export function RatesTable({ figures }: Pick<Props, 'figures'>) {
  const w = useWords(words)
  const columns = [w.measure, w.now, w.over, w.under, w.before, w.change, w.yearAgo, w.yearChange]
  return (
    <FigureTable title={w.rates} columns={columns}>
      {rateIds.map((rate) => {
        const { now, before, yearAgo } = figures.rates[rate]
        return (
          <tr key={rate}>
            <th scope="row">
              <Named figures={figures} id={`rate:${rate}`} />
            </th>
            <td>{shareText(now)}</td>
            <td>{countText(now.over)}</td>
            <td>{countText(now.under)}</td>
            <td>{shareText(before)}</td>
            <td>{shareChangeText(now, before)}</td>
            <td>{shareText(yearAgo)}</td>
            <td>{shareChangeText(now, yearAgo)}</td>
          </tr>
        )
      })}
    </FigureTable>
  )
}

const measureOf = { filing: 'filed', handling: 'handled', closing: 'closed' } as const

export function TimesTable({ id, figures }: Props) {
  const w = useWords(words)
  const columns = [w.measure, w.cases, w.median, w.p90, `${w.before} ${w.median}`, `${w.yearAgo} ${w.median}`]
  return (
    <FigureTable title={w.times} columns={columns}>
      {timeIds.map((time) => {
        const { now, before, yearAgo } = figures.times[time]
        return (
          <tr key={time}>
            <th scope="row">
              <Named figures={figures} id={`time:${time}`} />
            </th>
            <td>
              <Count id={id} measure={measureOf[time]} value={now.count} label={w.cases} />
            </td>
            <td>{hoursText(now.median)}</td>
            <td>{hoursText(now.p90)}</td>
            <td>{hoursText(before?.median ?? null)}</td>
            <td>{hoursText(yearAgo?.median ?? null)}</td>
          </tr>
        )
      })}
    </FigureTable>
  )
}
