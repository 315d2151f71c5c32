import { Button, Input } from 'antd'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { RequiredMark } from '../form/field.tsx'
import { faultAt } from '../form/use-draft.ts'
import { defineWords, usePick, useWords } from '../language.ts'
import type { FieldProps } from './schema-field.tsx'

const words = defineWords({
  add: { zh: (name: string) => `添加${name}`, en: (name: string) => `Add to ${name}` },
  remove: { zh: (n: number) => `移除第 ${n} 项`, en: (n: number) => `Remove item ${n}` },
  item: { zh: (n: number) => `第 ${n} 项`, en: (n: number) => `Item ${n}` },
})

/** Several short texts, a line each. Enter begins the next line, Backspace in an empty one removes it. */
export function TextsField({ field, words: said, value, at, faults, onChange }: FieldProps) {
  const w = useWords(words)
  const pick = usePick()
  const id = useId()
  const list = useRef<HTMLOListElement>(null)
  const [wanted, setWanted] = useState<number>()
  const { most, longest } = field.shape.type === 'texts' ? field.shape : { most: undefined, longest: undefined }
  const texts = Array.isArray(value) ? value.map(String) : []
  const own = faults[at]
  useEffect(() => {
    if (wanted === undefined) return
    list.current?.querySelectorAll('input')[wanted]?.focus()
    setWanted(undefined)
  }, [wanted])
  const put = (next: readonly string[], focus: number) => {
    onChange(next.length === 0 ? field.empty : next, at)
    setWanted(focus)
  }
  const isFull = most !== undefined && texts.length >= most
  const press = (event: KeyboardEvent, index: number) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      if (!isFull) put([...texts.slice(0, index + 1), '', ...texts.slice(index + 1)], index + 1)
    } else if (event.key === 'Backspace' && texts[index] === '') {
      event.preventDefault()
      put(texts.toSpliced(index, 1), Math.max(index - 1, 0))
    }
  }
  return (
    <fieldset className={faultAt(faults, at) ? 'field choices wrong' : 'field choices'}>
      <legend>
        {pick(said)}
        {field.isRequired && <RequiredMark />}
      </legend>
      {said.hint && <p className="field-hint">{pick(said.hint)}</p>}
      <ol className="schema-texts" ref={list}>
        {texts.map((text, index) => {
          const fault = faultAt(faults, `${at}.${index}`)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by where it stands.
            <li key={index}>
              <Input
                aria-label={`${pick(said)} ${w.item(index + 1)}`}
                aria-invalid={fault !== undefined}
                aria-describedby={fault ? `${id}-${index}` : undefined}
                status={fault ? 'error' : ''}
                value={text}
                {...(longest ? { maxLength: longest } : {})}
                onKeyDown={(event) => press(event, index)}
                onChange={({ target }) => onChange(texts.with(index, target.value), `${at}.${index}`)}
              />
              <Button aria-label={w.remove(index + 1)} onClick={() => put(texts.toSpliced(index, 1), index)}>
                ✕
              </Button>
              {fault && (
                <p id={`${id}-${index}`} className="field-fault">
                  {pick(fault)}
                </p>
              )}
            </li>
          )
        })}
      </ol>
      <div>
        <Button disabled={isFull} onClick={() => put([...texts, ''], texts.length)}>
          ＋ {w.add(pick(said))}
        </Button>
      </div>
      {own && <p className="field-fault">{pick(own)}</p>}
    </fieldset>
  )
}
