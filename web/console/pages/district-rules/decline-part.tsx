import { Checkbox, InputNumber } from 'antd'
import { declinable, declineReasonNames, declineReasons } from '#city/case/contract.ts'
import type { DistrictRules } from '#city/district-rules/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Decline = DistrictRules['decline']
type Props = { decline: Decline; onChange: (decline: Decline) => void }

/** Which tasks collectors may hand back, for which reasons, and how often. */
export function DeclinePart({ decline, onChange }: Props) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <fieldset className="field choices">
      <legend>{w.decline}</legend>
      <Ticks
        label={w.declineTasks}
        all={declinable}
        chosen={decline.tasks}
        nameOf={(task) => w[task]}
        onChange={(tasks) => onChange({ ...decline, tasks })}
      />
      <Ticks
        label={w.declineReasons}
        all={declineReasonNames}
        chosen={decline.reasons}
        nameOf={(reason) => pick(declineReasons[reason])}
        onChange={(reasons) => onChange({ ...decline, reasons })}
      />
      <div className="field">
        <label htmlFor="decline-per-week">{w.declinePerWeek}</label>
        <span>
          <InputNumber
            id="decline-per-week"
            min={1}
            max={50}
            precision={0}
            value={decline.perWeek}
            onChange={(given) => onChange({ ...decline, perWeek: given ?? decline.perWeek })}
          />{' '}
          {w.times}
        </span>
      </div>
      <p className="field-hint">{w.declineHint}</p>
    </fieldset>
  )
}

type TicksProps<T extends string> = {
  label: string
  all: readonly T[]
  chosen: readonly T[]
  nameOf: (each: T) => string
  onChange: (chosen: T[]) => void
}

function Ticks<T extends string>({ label, all, chosen, nameOf, onChange }: TicksProps<T>) {
  return (
    <fieldset className="field choices">
      <legend>{label}</legend>
      <div className="rules-files">
        {all.map((each) => (
          <Checkbox
            key={each}
            checked={chosen.includes(each)}
            onChange={({ target }) =>
              onChange(all.filter((other) => (other === each ? target.checked : chosen.includes(other))))
            }
          >
            {nameOf(each)}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
