import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Props<T> = {
  label: string
  rows: readonly T[]
  /** What a row begins as. */
  fresh: T
  onChange: (rows: T[]) => void
  children: (row: T, set: (row: T) => void, at: number) => ReactNode
}

/** A list of small forms that can grow and shrink. */
export function Rows<T>({ label, rows, fresh, onChange, children }: Props<T>) {
  const w = useWords(words)
  return (
    <fieldset className="rows">
      <legend>{label}</legend>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity of its own
        <div className="rows-row" key={at}>
          {children(row, (next) => onChange(rows.map((each, n) => (n === at ? next : each))), at)}
          <Button aria-label={w.removeRow(at + 1)} onClick={() => onChange(rows.filter((_, n) => n !== at))}>
            ✕
          </Button>
        </div>
      ))}
      <Button onClick={() => onChange([...rows, fresh])}>{w.addRow}</Button>
    </fieldset>
  )
}
