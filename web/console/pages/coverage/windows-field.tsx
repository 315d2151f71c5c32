import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { Window } from '#sense/coverage/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

/** All days of the week, Monday first. */
export const everyDay = [1, 2, 3, 4, 5, 6, 7]

type Props = { value: readonly Window[]; set: (windows: Window[]) => void; isOptional?: boolean }

/** Hours of days of the week, some of them. */
export function WindowsField({ value, set, isOptional = false }: Props) {
  const w = useWords(words)
  const change = (at: number, patch: Partial<Window>) =>
    set(value.map((one, n) => (n === at ? { ...one, ...patch } : one)))
  // Hours have no name of their own; each line is given one, so that it keeps the focus.
  const [lines, setLines] = useState(() => value.map((_, at) => at))
  const add = () => {
    setLines([...lines, Math.max(0, ...lines) + 1])
    set([...value, { days: everyDay, from: '14:00', to: '17:00' }])
  }
  const remove = (at: number) => {
    setLines(lines.filter((_, n) => n !== at))
    set(value.filter((_, n) => n !== at))
  }
  const days = [...w.weekdays].map((label, n) => ({ label, value: n + 1 }))
  return (
    <fieldset>
      <legend>{isOptional ? w.anyHours : w.windows}</legend>
      {lines.map((line, at) => (
        <div key={line} className="cover-window">
          <Checkbox.Group
            aria-label={w.days}
            options={days}
            value={value[at]?.days ?? []}
            onChange={(next) => change(at, { days: next.map(Number).sort((a, b) => a - b) })}
          />
          <span className="cover-times">
            <Input
              type="time"
              aria-label={w.from}
              value={value[at]?.from ?? ''}
              onChange={({ target }) => change(at, { from: target.value })}
              style={{ inlineSize: 110 }}
            />
            <Input
              type="time"
              aria-label={w.to}
              value={value[at]?.to ?? ''}
              onChange={({ target }) => change(at, { to: target.value })}
              style={{ inlineSize: 110 }}
            />
          </span>
          {(isOptional || value.length > 1) && (
            <Button onClick={() => remove(at)} aria-label={`${w.remove} ${at + 1}`}>
              {w.remove}
            </Button>
          )}
        </div>
      ))}
      {value.length < 10 && (
        <div>
          <Button onClick={add}>{w.addWindow}</Button>
        </div>
      )}
    </fieldset>
  )
}
