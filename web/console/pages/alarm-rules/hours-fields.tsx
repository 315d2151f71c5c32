import { Checkbox, Input, Select } from 'antd'
import type { RuleBodyInput } from '#analyse/rule/contract.ts'
import { useWords } from '#web/kit/language.ts'
import '../coverage/coverage.css'
import { WindowsField } from '../coverage/windows-field.tsx'
import { Labelled } from '../rules/labelled.tsx'
import { words } from './words.ts'

type Watch = NonNullable<RuleBodyInput['watch']>
type Props = Pick<RuleBodyInput, 'windows' | 'watch'> & {
  set: (patch: Pick<RuleBodyInput, 'windows' | 'watch'>) => void
}

const usual = { on: 'every', season: null, atEnd: 'clear' } as const

/** When a rule watches: hours of the week, working days, part of the year; and what becomes of alarms when that ends. */
export function HoursFields({ windows = [], watch, set }: Props) {
  const w = useWords(words)
  const { on, season, atEnd } = { ...usual, ...watch }
  const change = (patch: Watch) => set({ windows, watch: { ...usual, ...watch, ...patch } })
  const isLimited = windows.length > 0 || on !== 'every' || season !== null
  return (
    <>
      <h3>{w.windows}</h3>
      <WindowsField value={windows} set={(next) => set({ windows: next, ...(watch ? { watch } : {}) })} isOptional />
      <div className="arule-grid">
        <Labelled label={w.watchOn}>
          {(id) => (
            <Select
              id={id}
              value={on}
              options={(['every', 'working', 'off'] as const).map((value) => ({ value, label: w[value] }))}
              onChange={(next) => change({ on: next })}
            />
          )}
        </Labelled>
        {isLimited && (
          <Labelled label={w.atEnd}>
            {(id) => (
              <Select
                id={id}
                value={atEnd}
                options={(['clear', 'keep'] as const).map((value) => ({ value, label: w[`${value}AtEnd`] }))}
                onChange={(next) => change({ atEnd: next })}
              />
            )}
          </Labelled>
        )}
      </div>
      <div className="arule-acts">
        <Checkbox
          checked={season !== null}
          onChange={({ target }) => change({ season: target.checked ? { from: '05-01', to: '09-30' } : null })}
        >
          {w.seasonOnly}
        </Checkbox>
        {season && (
          <>
            <Day label={w.seasonFrom} value={season.from} set={(from) => change({ season: { ...season, from } })} />–
            <Day label={w.seasonTo} value={season.to} set={(to) => change({ season: { ...season, to } })} />
          </>
        )}
      </div>
    </>
  )
}

const Day = ({ label, value, set }: { label: string; value: string; set: (value: string) => void }) => (
  <Input
    aria-label={label}
    placeholder="05-01"
    value={value}
    maxLength={5}
    status={/^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/.test(value) ? '' : 'error'}
    onChange={({ target }) => set(target.value)}
    style={{ inlineSize: 90 }}
  />
)
