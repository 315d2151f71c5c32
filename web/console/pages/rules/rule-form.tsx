import { Button, Input, Segmented, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { sources } from '#city/case/contract.ts'
import { componentOwner, duty, type PersonPolicy, type Rule } from '#command/rule/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { Loading } from '#web/kit/states.tsx'
import { Labelled } from './labelled.tsx'
import { nothingPlain, type Plain, readPlain, writePlain } from './plain.ts'
import type { Vocabulary } from './use-vocabulary.ts'
import { words } from './words.ts'

const ConditionEditor = lazy(() =>
  import('./condition-editor.tsx').then((module) => ({ default: module.ConditionEditor })),
)

type Props = {
  readonly rule: Rule
  readonly vocabulary: Vocabulary
  readonly onChange: (rule: Rule) => void
  readonly onRemove: () => void
}

/** One rule under somebody's hands. */
export function RuleForm({ rule, vocabulary, onChange, onRemove }: Props) {
  const w = useWords(words)
  const put = (change: Partial<Rule>) => onChange({ ...rule, ...change })
  const units = vocabulary.units.map(({ code, name }) => ({ value: code, label: name }))
  const targets = [{ value: duty, label: w.byDuty }, { value: componentOwner, label: w.byOwner }, ...units]
  return (
    <div className="form rule-form">
      <Labelled label={w.ruleTitle}>
        {(id) => (
          <Input id={id} maxLength={80} value={rule.title} onChange={({ target }) => put({ title: target.value })} />
        )}
      </Labelled>
      <ConditionPart rule={rule} vocabulary={vocabulary} put={put} />
      <div className="rule-pair">
        <Labelled label={w.unit}>
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={rule.unit}
              options={targets}
              onChange={(unit: string) => put({ unit })}
            />
          )}
        </Labelled>
        <Labelled label={w.coUnits}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              value={[...rule.coUnits]}
              options={units}
              onChange={(coUnits: string[]) => put({ coUnits })}
            />
          )}
        </Labelled>
        <Labelled label={w.person}>
          {(id) => <PersonSelect id={id} rule={rule} vocabulary={vocabulary} put={put} />}
        </Labelled>
      </div>
      <Period rule={rule} put={put} />
      <Labelled label={w.authority} hint={w.authorityHint}>
        {(id) => (
          <Input
            id={id}
            maxLength={300}
            value={rule.authority}
            onChange={({ target }) => put({ authority: target.value })}
          />
        )}
      </Labelled>
      <div className="form-actions">
        <Button danger onClick={onRemove}>
          {w.remove}
        </Button>
      </div>
    </div>
  )
}

type Put = (change: Partial<Rule>) => void

/** From which day the rule counts, and from which it no longer does. */
function Period({ rule, put }: { rule: Rule; put: Put }) {
  const w = useWords(words)
  const day = (name: 'from' | 'to', label: string) => (
    <Labelled label={label}>
      {(id) => (
        <Input
          id={id}
          type="date"
          value={rule[name] ?? ''}
          onChange={({ target }) => put({ [name]: target.value || null })}
        />
      )}
    </Labelled>
  )
  return (
    <div className="rule-pair">
      {day('from', w.from)}
      {day('to', w.to)}
    </div>
  )
}

function ConditionPart({ rule, vocabulary, put }: { rule: Rule; vocabulary: Vocabulary; put: Put }) {
  const w = useWords(words)
  const plain = readPlain(rule.when)
  const [wanted, setWanted] = useState<'form' | 'text'>(plain ? 'form' : 'text')
  const asForm = wanted === 'form' && plain !== undefined
  return (
    <fieldset className="rule-condition">
      <legend>{w.when}</legend>
      <Segmented
        value={asForm ? 'form' : 'text'}
        options={[
          { value: 'form', label: w.asForm, disabled: plain === undefined },
          { value: 'text', label: w.asText },
        ]}
        onChange={setWanted}
      />
      {asForm ? (
        <PlainForm plain={plain} vocabulary={vocabulary} onChange={(next) => put({ when: writePlain(next) })} />
      ) : (
        <Suspense fallback={<Loading rows={2} />}>
          <ConditionEditor
            key={rule.id}
            label={w.expression}
            text={rule.when}
            values={vocabulary.values}
            onChange={(when) => put({ when })}
          />
        </Suspense>
      )}
      <p className="field-hint">
        {plain === undefined && wanted === 'form' ? w.notPlain : asForm ? <code>{rule.when}</code> : w.whenHint}
      </p>
    </fieldset>
  )
}

type PlainProps = { plain: Plain; vocabulary: Vocabulary; onChange: (plain: Plain) => void }

/** The common case: category, street, source, time; it writes the expression. */
function PlainForm({ plain, vocabulary, onChange }: PlainProps) {
  const w = useWords(words)
  const language = useLanguage()
  const put = (change: Partial<Plain>) => onChange({ ...nothingPlain, ...plain, ...change })
  const times = (['any', 'work', 'off', 'night'] as const).map((value) => ({ value, label: w[value] }))
  const many = (
    label: string,
    name: 'categories' | 'streets' | 'sources',
    options: { value: string; label: string }[],
  ) => (
    <Labelled label={label}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          placeholder={w.any}
          showSearch={{ optionFilterProp: 'label' }}
          value={[...plain[name]]}
          options={options}
          onChange={(values: string[]) => put({ [name]: values })}
        />
      )}
    </Labelled>
  )
  return (
    <div className="rule-pair">
      {many(w.category, 'categories', vocabulary.categoryOptions)}
      {many(
        w.street,
        'streets',
        vocabulary.streets.map(({ code, name }) => ({ value: code, label: name })),
      )}
      {many(
        w.source,
        'sources',
        Object.entries(sources).map(([value, { zh }]) => ({ value, label: language === 'zh' ? zh : value })),
      )}
      <Labelled label={w.time}>
        {(id) => <Select id={id} value={plain.time} options={times} onChange={(time) => put({ time })} />}
      </Labelled>
    </div>
  )
}

type PersonProps = { id: string; rule: Rule; vocabulary: Vocabulary; put: Put }

function PersonSelect({ id, rule, vocabulary, put }: PersonProps) {
  const w = useWords(words)
  const policies = {
    none: w.personNone,
    on_shift: w.personShift,
    least_load: w.personLoad,
    beat: w.personBeat,
  } as const
  const people = vocabulary.people
    .filter(({ unitIds }) => unitIds.includes(rule.unit))
    .map(({ personId, name }) => ({ value: personId, label: name }))
  const options = [...Object.entries(policies).map(([value, label]) => ({ value, label })), ...people]
  const policyOf = (value: string): PersonPolicy =>
    Object.hasOwn(policies, value) ? { by: value as keyof typeof policies } : { by: 'named', personId: value }
  const { person } = rule
  return (
    <Select
      id={id}
      value={person.by === 'named' ? person.personId : person.by}
      options={options}
      onChange={(value: string) => put({ person: policyOf(value) })}
    />
  )
}
