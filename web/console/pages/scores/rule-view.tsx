import type { ReactNode } from 'react'
import type { RuleSet } from '#supervise/score/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { GradeTag } from './grade-tag.tsx'
import { words } from './words.ts'

/** A rule set to read: sheets with weights and sources, readings, bands, grades. */
export function RuleView({ rules }: { rules: RuleSet }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <div className="score-rules">
      <p className="quiet">{rules.source}</p>
      {rules.sheets.map((sheet) => (
        <SheetRules key={sheet.name} rules={rules} sheet={sheet} />
      ))}
      <section>
        <h2>{w.readings}</h2>
        <Table
          label={w.readings}
          heads={[w.name, w.chosen, w.formula, w.source]}
          rows={rules.definitions.flatMap(({ name, title, choices, chosen }) =>
            choices.map((choice, at) => ({
              key: `${name}/${choice.id}`,
              cells: [
                at === 0 ? pick(title) : '',
                choice.id === chosen ? (
                  <strong key="c">✓ {pick(choice.note)}</strong>
                ) : (
                  <span key="c" className="quiet">
                    {pick(choice.note)}
                  </span>
                ),
                <span key="e" className="score-expression">
                  {choice.expression}
                </span>,
                choice.source,
              ],
            })),
          )}
        />
      </section>
      <section>
        <h2>{w.bands}</h2>
        <Table
          label={w.bands}
          heads={[w.name, w.bandRange, w.source]}
          rows={rules.bands.map(({ name, title, steps, source }) => ({
            key: name,
            cells: [
              pick(title),
              steps.map(({ from, to, score }) => `${rangeOf(from, to)} → ${score}`).join('；'),
              source,
            ],
          }))}
        />
      </section>
      <section>
        <h2>{w.grades}</h2>
        <p className="score-tools">
          {rules.grades.map((grade) => (
            <span key={grade.letter}>
              <GradeTag grade={grade} /> {rangeOf(grade.from, grade.to)}
            </span>
          ))}
        </p>
      </section>
    </div>
  )
}

const rangeOf = (from: number, to: number | null): string =>
  to === null ? `≥ ${from}` : from === to ? `${from}` : `[${from}, ${to})`

function SheetRules({ rules, sheet }: { rules: RuleSet; sheet: RuleSet['sheets'][number] }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <section>
      <h2>{pick(sheet.title)}</h2>
      <p className="quiet">
        {w.minimumRule(pick(sheet.minimum.title), sheet.minimum.least)} [{sheet.minimum.source}]
      </p>
      <Table
        label={pick(sheet.title)}
        heads={[w.items, w.weight, w.value, w.points, w.source]}
        rows={sheet.items.map(({ indicator, weight, source }) => {
          const found = rules.indicators.find(({ name }) => name === indicator)
          return {
            key: indicator,
            cells: [
              found ? pick(found.title) : indicator,
              weight ?? '—',
              <span key="v" className="score-expression">
                {found?.value}
              </span>,
              <span key="s" className="score-expression">
                {found?.score}
              </span>,
              source,
            ],
          }
        })}
      />
      {sheet.formula && <p className="score-expression">{sheet.formula}</p>}
    </section>
  )
}

type TableProps = {
  label: string
  heads: readonly string[]
  rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}

const Table = ({ label, heads, rows }: TableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways has to be reachable by keyboard.
  <section className="score-scroll" aria-label={label} tabIndex={0}>
    <table className="score-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, at) => (
              <td key={heads[at]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
