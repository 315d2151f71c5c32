import { type KeyboardEvent, useState } from 'react'
import type { Rule } from '#command/rule/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Props = {
  readonly rules: readonly Rule[]
  readonly selected: string | undefined
  readonly unitName: (unit: string) => string
  readonly faulty: ReadonlySet<string>
  readonly onSelect: (id: string) => void
  readonly onMove?: ((from: number, to: number) => void) | undefined
}

/** The rules in the order in which they are asked; moved by dragging, by buttons, or by Alt and the arrows. */
export function RuleList({ rules, selected, unitName, faulty, onSelect, onMove }: Props) {
  const w = useWords(words)
  const [dragged, setDragged] = useState<number>()
  const [said, say] = useState('')
  const move = (from: number, to: number) => {
    if (!onMove || to < 0 || to >= rules.length || from === to) return
    onMove(from, to)
    say(w.moved(to + 1))
  }
  const onKey = (at: number) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(at, event.key === 'ArrowUp' ? at - 1 : at + 1)
  }
  return (
    <>
      <ol className="rule-list" aria-label={w.rules}>
        {rules.map((rule, at) => (
          <li
            key={rule.id}
            draggable={onMove !== undefined}
            onDragStart={() => setDragged(at)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => dragged !== undefined && move(dragged, at)}
            className={rule.id === selected ? 'rule-row chosen' : 'rule-row'}
          >
            <button
              type="button"
              className="rule-open"
              aria-current={rule.id === selected}
              onClick={() => onSelect(rule.id)}
              onKeyDown={onKey(at)}
            >
              <span className="rule-place">{at + 1}</span>
              <span className="rule-text">
                <span className="rule-title">
                  {rule.title || w.untitled}
                  {faulty.has(rule.id) && <span className="tag tone-red">!</span>}
                </span>
                <code>{rule.when}</code>
              </span>
              <span className="rule-unit">{unitName(rule.unit)}</span>
            </button>
            {onMove && (
              <span className="rule-moves">
                <button
                  type="button"
                  aria-label={w.up(rule.title)}
                  disabled={at === 0}
                  onClick={() => move(at, at - 1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  aria-label={w.down(rule.title)}
                  disabled={at === rules.length - 1}
                  onClick={() => move(at, at + 1)}
                >
                  ↓
                </button>
              </span>
            )}
          </li>
        ))}
      </ol>
      {onMove && rules.length > 1 && <p className="field-hint">{w.order}</p>}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  )
}
