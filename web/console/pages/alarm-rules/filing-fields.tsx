import { Checkbox, Select } from 'antd'
import { type RuleBodyInput, severities, severityNames } from '#analyse/rule/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { Labelled } from '../rules/labelled.tsx'
import { Count, Text } from './row-editor.tsx'
import { words } from './words.ts'

type Filing = NonNullable<RuleBodyInput['filing']>

const first: Filing = {
  ...{ category: { edition: '2026', kind: 'matter', code: '' }, text: '{device}：{value}，限值 {limit}，{since} 起' },
  ...{ atOnceFrom: null, afterSeconds: 60, nearMetres: 100, confirmedBy: 'duty_chief' },
}

/** What becomes of the alarms of a rule: nothing, or a case of which category and on whose word. */
export function FilingFields({ filing, set }: { filing: Filing | null; set: (filing: Filing | null) => void }) {
  const w = useWords(words)
  const pick = usePick()
  const change = (patch: Partial<Filing>) => filing && set({ ...filing, ...patch })
  return (
    <>
      <h3>{w.filing}</h3>
      <Checkbox checked={filing !== null} onChange={({ target }) => set(target.checked ? first : null)}>
        {w.withFiling}
      </Checkbox>
      {filing && (
        <div className="arule-grid">
          <Labelled label={w.subject}>
            {(id) => (
              <Select
                id={id}
                value={filing.category.kind}
                options={[
                  { value: 'matter' as const, label: w.matter },
                  { value: 'component' as const, label: w.componentWord },
                ]}
                onChange={(kind) => change({ category: { ...filing.category, kind } })}
              />
            )}
          </Labelled>
          <Text
            label={w.category}
            value={filing.category.code}
            set={(code) => change({ category: { ...filing.category, code } })}
          />
          <div className="arule-wide">
            <Text label={`${w.text}（${w.textHint}）`} value={filing.text} set={(text) => change({ text })} />
          </div>
          <Labelled label={w.atOnceFrom}>
            {(id) => (
              <Select
                id={id}
                value={filing.atOnceFrom ?? ''}
                options={[
                  { value: '', label: w.never },
                  ...severities.map((one) => ({ value: one as string, label: pick(severityNames[one]) })),
                ]}
                onChange={(next) => change({ atOnceFrom: severities.find((one) => one === next) ?? null })}
              />
            )}
          </Labelled>
          <Labelled label={w.confirmedBy}>
            {(id) => (
              <Select
                id={id}
                value={filing.confirmedBy ?? 'duty_chief'}
                options={(['duty_chief', 'intake', 'dispatcher'] as const).map((value) => ({ value, label: w[value] }))}
                onChange={(confirmedBy) => change({ confirmedBy })}
              />
            )}
          </Labelled>
          <Count
            label={w.afterSeconds}
            value={filing.afterSeconds ?? 60}
            set={(afterSeconds) => change({ afterSeconds: afterSeconds ?? 0 })}
          />
          <Count
            label={w.nearMetres}
            value={filing.nearMetres ?? 100}
            set={(nearMetres) => change({ nearMetres: nearMetres ?? 0 })}
          />
        </div>
      )}
    </>
  )
}
