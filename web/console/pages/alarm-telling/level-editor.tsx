import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useId, useState } from 'react'
import type { AnyLevel, Step } from '#analyse/telling/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { Count } from '../alarm-rules/row-editor.tsx'
import { Labelled } from '../rules/labelled.tsx'
import { choices, nextStep, useAddresseeName } from './addressee.ts'
import './telling.css'
import { words } from './words.ts'

type Props = { level: AnyLevel; mayBeQuiet: boolean; set: (level: AnyLevel) => void }

/** The steps by which alarms of one severity are told, and when they are not. */
export function LevelEditor({ level, mayBeQuiet, set }: Props) {
  const w = useWords(words)
  const { steps } = level
  // Steps have no name of their own; each is given one, so that it keeps the focus.
  const [lines, setLines] = useState(() => steps.map((_, at) => at))
  const change = (next: readonly Step[]) => set({ ...level, steps: next })
  return (
    <div className="telling-level">
      {steps.length === 0 && <p className="quiet">{w.nobody}</p>}
      {lines.map(
        (line, at) =>
          steps[at] && (
            <StepEditor
              key={line}
              step={steps[at]}
              at={at}
              set={(step) => change(steps.map((one, n) => (n === at ? step : one)))}
              onRemove={() => {
                setLines(lines.filter((_, n) => n !== at))
                change(steps.filter((_, n) => n !== at))
              }}
            />
          ),
      )}
      {steps.length < 6 && (
        <div>
          <Button
            onClick={() => {
              setLines([...lines, Math.max(-1, ...lines) + 1])
              change([...steps, nextStep(steps)])
            }}
          >
            {w.addStep}
          </Button>
        </div>
      )}
      {mayBeQuiet && <QuietField quiet={level.quiet ?? null} set={(quiet) => set({ ...level, quiet })} />}
    </div>
  )
}

type StepProps = { step: Step; at: number; set: (step: Step) => void; onRemove: () => void }

function StepEditor({ step, at, set, onRemove }: StepProps) {
  const w = useWords(words)
  const nameOf = useAddresseeName()
  const { repeat } = step
  return (
    <fieldset className="telling-step" aria-label={w.step(at + 1)}>
      <div className="telling-step-head">
        <strong>{w.step(at + 1)}</strong>
        <Button size="small" onClick={onRemove} aria-label={`${w.remove} ${w.step(at + 1)}`}>
          {w.remove}
        </Button>
      </div>
      <Count
        label={at === 0 ? w.afterFirst : w.after}
        value={step.afterMinutes}
        set={(minutes) => set({ ...step, afterMinutes: minutes ?? 0 })}
      />
      <Labelled label={w.to} hint={at === 0 ? w.toHint : ''}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={step.to}
            options={choices.map((value) => ({ value, label: nameOf(value) }))}
            optionFilterProp="label"
            onChange={(to) => set({ ...step, to })}
            style={{ inlineSize: '100%' }}
          />
        )}
      </Labelled>
      <div className="telling-ways">
        <Checkbox checked={step.sms} onChange={({ target }) => set({ ...step, sms: target.checked })}>
          {w.sms}
        </Checkbox>
        <Checkbox
          checked={repeat !== null}
          onChange={({ target }) => set({ ...step, repeat: target.checked ? { everyMinutes: 30, times: 2 } : null })}
        >
          {w.repeat}
        </Checkbox>
        {repeat && (
          <>
            <Small
              label={w.every}
              value={repeat.everyMinutes}
              set={(everyMinutes) => set({ ...step, repeat: { ...repeat, everyMinutes } })}
            />
            <Small
              label={w.times}
              value={repeat.times}
              set={(times) => set({ ...step, repeat: { ...repeat, times } })}
            />
          </>
        )}
      </div>
    </fieldset>
  )
}

function Small({ label, value, set }: { label: string; value: number; set: (value: number) => void }) {
  const id = useId()
  return (
    <span className="telling-small">
      <label htmlFor={id}>{label}</label>
      <InputNumber id={id} value={value} min={1} onChange={(next) => set(next ?? 1)} style={{ inlineSize: 72 }} />
    </span>
  )
}

type Quiet = NonNullable<AnyLevel['quiet']>

function QuietField({ quiet, set }: { quiet: Quiet | null; set: (quiet: Quiet | null) => void }) {
  const w = useWords(words)
  const time = (label: string, value: string, change: (value: string) => void) => (
    <Input
      type="time"
      aria-label={label}
      value={value}
      onChange={({ target }) => change(target.value)}
      style={{ inlineSize: 110 }}
    />
  )
  return (
    <div className="telling-quiet">
      <Checkbox
        checked={quiet !== null}
        onChange={({ target }) => set(target.checked ? { from: '22:00', to: '07:00' } : null)}
      >
        {w.quiet}
      </Checkbox>
      {quiet && (
        <span className="telling-times">
          {time(w.quietFrom, quiet.from, (from) => set({ ...quiet, from }))}–
          {time(w.quietTo, quiet.to, (to) => set({ ...quiet, to }))}
        </span>
      )}
    </div>
  )
}
