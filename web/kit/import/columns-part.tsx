import { Select } from 'antd'
import { useId } from 'react'
import {
  guessColumns,
  KEPT,
  LEFT_OUT,
  missingOf,
  type TableColumn,
  type TableInspection,
  type Taken,
} from '#city/table-import/contract.ts'
import type { Words } from '../form/fault-words.ts'
import { usePick, useWords } from '../language.ts'
import type { Mapping } from './import-kind.ts'
import { words } from './words.ts'

type Sheet = TableInspection['sheets'][number]

/** The mapping a file suggests by itself: its first sheet that has rows, its columns by their headings. */
export function suggested({ sheets }: TableInspection, columns: readonly TableColumn[]): Mapping | undefined {
  const sheet = sheets.find(({ rows }) => rows > 0)
  return sheet && { sheet: sheet.name, columns: guessColumns(sheet.headings, columns) }
}

/** What keeps a mapping from being used: a required column taken from nowhere, or one taken twice. */
export function mappingFault({ columns: taken }: Mapping, columns: readonly TableColumn[]): Words | undefined {
  const twice = columns.find(({ name }) => taken.filter((one) => one === name).length > 1)
  if (twice) return { zh: words.twice.zh(twice.zh), en: words.twice.en(twice.en) }
  const missing = missingOf(taken, columns)
  if (missing.length === 0) return undefined
  return {
    zh: words.missing.zh(missing.map(({ zh }) => zh).join('、')),
    en: words.missing.en(missing.map(({ en }) => en).join(', ')),
  }
}

type Props = {
  readonly inspection: TableInspection
  readonly mapping: Mapping
  readonly columns: readonly TableColumn[]
  readonly others: Words
  readonly onMap: (mapping: Mapping) => void
}

/** Which sheet, and what each of its columns is taken for, with the first rows beside to judge by. */
export function ColumnsPart({ inspection: { sheets }, mapping, columns, others, onMap }: Props) {
  const w = useWords(words)
  const id = useId()
  const sheet = sheets.find(({ name }) => name === mapping.sheet)
  const choose = (name: string) => {
    const chosen = sheets.find((one) => one.name === name)
    if (chosen) onMap({ sheet: name, columns: guessColumns(chosen.headings, columns) })
  }
  return (
    <>
      {sheets.length > 1 && (
        <div className="field import-sheet">
          <label htmlFor={id}>{w.sheet}</label>
          <Select
            id={id}
            value={mapping.sheet}
            options={sheets.map(({ name, rows }) => ({
              value: name,
              label: w.sheetRows(name, rows),
              disabled: rows === 0,
            }))}
            onChange={choose}
          />
        </div>
      )}
      <p className="field-hint">{w.columnsHint}</p>
      {sheet && (
        <ColumnTable
          sheet={sheet}
          taken={mapping.columns}
          columns={columns}
          others={others}
          onTake={(at, taken) => onMap({ ...mapping, columns: mapping.columns.with(at, taken) })}
        />
      )}
    </>
  )
}

type TableProps = Pick<Props, 'columns' | 'others'> & {
  readonly sheet: Sheet
  readonly taken: readonly Taken[]
  readonly onTake: (at: number, taken: Taken) => void
}

// A select treats an empty value as nothing chosen.
const OTHERS = 'others'

function ColumnTable({ sheet: { name, headings, samples }, taken, columns, others, onTake }: TableProps) {
  const w = useWords(words)
  const pick = usePick()
  const options = [
    ...columns.map((column) => ({ value: column.name, label: `${pick(column)}${column.isRequired ? ' *' : ''}` })),
    { value: OTHERS, label: pick(others) },
    { value: LEFT_OUT, label: w.leftOut },
  ]
  return (
    // Scrolls on its own, so the keyboard must reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is reached by Tab.
    <section className="import-table" tabIndex={0} aria-label={name}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.heading}</th>
            <th scope="col">{w.samples}</th>
            <th scope="col">{w.takenFor}</th>
          </tr>
        </thead>
        <tbody>
          {headings.map((heading, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by where it stands.
            <tr key={at}>
              <th scope="row">{heading || '—'}</th>
              <td className="import-samples">
                {samples
                  .map((cells) => cells[at])
                  .filter(Boolean)
                  .join('、') || '—'}
              </td>
              <td>
                <Select
                  aria-label={w.takenOf(heading)}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={taken[at] === KEPT ? OTHERS : (taken[at] ?? LEFT_OUT)}
                  options={options}
                  onChange={(value) => onTake(at, value === OTHERS ? KEPT : value)}
                  style={{ inlineSize: 220 }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
