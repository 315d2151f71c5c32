import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, InputNumber } from 'antd'
import type { FormEvent } from 'react'
import type { z } from 'zod'
import { stepNames } from '#city/case/contract.ts'
import { type DistrictRules, fileSteps, getDistrictRules, publishDistrictRules } from '#city/district-rules/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/form/use-draft.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { DeclinePart } from './decline-part.tsx'
import { englishSteps, words } from './words.ts'

type Publishing = z.input<NonNullable<typeof publishDistrictRules.body>>
type Props = { data: ReplyOf<typeof getDistrictRules>; isOpen: boolean }

/** The rules in force as a form; sent with the version they were changed on. */
export function RulesForm({ data, isOpen }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const command = useCommand(publishDistrictRules)
  const form = useDraft(publishDistrictRules.body!, { rules: data.rules, basedOn: data.version })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { body },
      {
        onSuccess: ({ version }) => {
          message.success(w.published(version))
          void client.invalidateQueries({ queryKey: [routeKey(getDistrictRules)] })
        },
        onError: (problem) => {
          form.refuse(problem)
          if (problem.code === 'rules_moved_on')
            void client.invalidateQueries({ queryKey: [routeKey(getDistrictRules)] })
        },
      },
    )
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <fieldset className="rules-fields" disabled={!isOpen} aria-label={w.title}>
        <Fields form={form} />
      </fieldset>
      {isOpen && (
        <>
          <TextField form={form} name="reason" label={w.reason} rows={2} max={500} />
          <p className="form-note">{w.newOnly}</p>
          {command.error && (
            <p className="form-refusal" role="alert">
              {pick(command.error)}
            </p>
          )}
          <div className="form-actions">
            <Button type="primary" htmlType="submit" loading={command.isPending}>
              {w.publish}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

/** Each request with its word; the days of an appeal have their own. */
const requests = { extension: 'extension', suspension: 'suspension', voiding: 'voiding', appeal: 'appealing' } as const

function Fields({ form }: { form: Draft<Publishing> }) {
  const w = useWords(words)
  const language = useLanguage()
  const rules = form.values.rules as DistrictRules
  const change = (part: Partial<DistrictRules>) => form.set('rules', { ...rules, ...part })
  return (
    <>
      {(Object.keys(requests) as (keyof typeof requests)[]).map((request) => (
        <fieldset key={request} className="field choices">
          <legend>
            {w.approvals} · {w[requests[request]]}
          </legend>
          <div className="choice-list row">
            {([1, 2] as const).map((levels) => (
              <label key={levels} className="choice">
                <input
                  type="radio"
                  name={request}
                  checked={rules.approvals[request] === levels}
                  onChange={() => change({ approvals: { ...rules.approvals, [request]: levels } })}
                />
                <span className="choice-text">{levels === 1 ? w.one : w.two}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <fieldset className="field choices">
        <legend>{w.files}</legend>
        <div className="rules-files">
          {fileSteps.map((kind) => (
            <Checkbox
              key={kind}
              checked={rules.filesNeeded.includes(kind)}
              onChange={({ target }) =>
                change({
                  filesNeeded: fileSteps.filter((each) =>
                    each === kind ? target.checked : rules.filesNeeded.includes(each),
                  ),
                })
              }
            >
              {language === 'zh' ? stepNames[kind] : englishSteps[kind]}
            </Checkbox>
          ))}
        </div>
        <p className="field-hint">{w.filesHint}</p>
      </fieldset>
      <Days id="veto-days" label={w.veto} days={rules.vetoDays} onChange={(vetoDays) => change({ vetoDays })} />
      <Days
        id="appeal-days"
        label={w.appeal}
        days={rules.appealDays}
        onChange={(appealDays) => change({ appealDays })}
      />
      <Days
        id="very-late-days"
        label={w.veryLate}
        days={rules.veryLateDays}
        onChange={(veryLateDays) => change({ veryLateDays })}
      />
      <DeclinePart decline={rules.decline} onChange={(decline) => change({ decline })} />
    </>
  )
}

type DaysProps = { id: string; label: string; days: number; onChange: (days: number) => void }

/** After how many days something changes for a case. */
function Days({ id, label, days, onChange }: DaysProps) {
  const w = useWords(words)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span>
        <InputNumber
          id={id}
          min={1}
          max={90}
          precision={0}
          value={days}
          onChange={(given) => onChange(given ?? days)}
        />{' '}
        {w.days}
      </span>
    </div>
  )
}
