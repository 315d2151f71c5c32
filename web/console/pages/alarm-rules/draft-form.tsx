import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import {
  draftAlarmRule,
  RuleBody,
  type RuleBodyInput,
  type Severity,
  saveAlarmRuleDraft,
  severities,
  severityNames,
} from '#analyse/rule/contract.ts'
import type { RuleTelling } from '#analyse/telling/contract.ts'
import { kindName, listDevices } from '#sense/device/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { TellingFields } from '../alarm-telling/rule-fields.tsx'
import { Labelled } from '../rules/labelled.tsx'
import { FilingFields } from './filing-fields.tsx'
import { HoursFields } from './hours-fields.tsx'
import { Choice, Count, RowEditor, Text } from './row-editor.tsx'
import { conditionOf, emptyRow, type Lines, linesOf } from './rows.ts'
import { useSaved } from './use-saved.ts'
import { words } from './words.ts'

type Props = {
  /** The rule whose next version is drafted; without it a new one begins. */
  rule?: { ruleId: string; over: string; body: RuleBody } | undefined
  onDone: (ruleId: string) => void
}

const blank: Written = {
  title: { zh: '', en: '' },
  severity: 'minor',
  scope: { deviceKinds: [] },
  filing: null,
  source: { text: '', mark: 'J' },
}

/** Drafts a rule or its next version. */
export function DraftForm({ rule, onDone }: Props) {
  const w = useWords(words)
  const [code, setCode] = useState('')
  const [body, setBody] = useState<Written>(rule?.body ?? blank)
  const [lines, setLines] = useState<Lines>(() =>
    rule
      ? linesOf(rule.body.condition)
      : { group: 'all', seconds: 0, gapSeconds: 1_800, isByClock: false, rows: [emptyRow] },
  )
  const [tell, setTell] = useState<RuleTelling | undefined>(rule?.body.tell)
  const change = (patch: Partial<RuleBodyInput>) => setBody((before) => ({ ...before, ...patch }))
  const { send, isSending, refusal } = useSend(rule, onDone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(code, { ...withTell(body, tell), condition: conditionOf(lines) })
  }
  return (
    <form className="arule-form" onSubmit={submit} noValidate>
      <div className="arule-grid">
        {!rule && (
          <Labelled label={w.code} hint={w.codeHint}>
            {(id) => <Input id={id} value={code} maxLength={60} onChange={({ target }) => setCode(target.value)} />}
          </Labelled>
        )}
        <Text label={w.titleZh} value={body.title.zh} set={(zh) => change({ title: { ...body.title, zh } })} />
        <Text label={w.titleEn} value={body.title.en} set={(en) => change({ title: { ...body.title, en } })} />
        <SeverityField value={body.severity} set={(severity) => change({ severity })} />
        <KindsField
          value={body.scope.deviceKinds ?? []}
          set={(deviceKinds) => change({ scope: { ...body.scope, deviceKinds } })}
        />
        <Text label={w.source} value={body.source.text} set={(text) => change({ source: { ...body.source, text } })} />
        <Text
          label={w.sourceMark}
          value={body.source.mark}
          set={(mark) => change({ source: { ...body.source, mark } })}
        />
      </div>
      <h3>{w.condition}</h3>
      <LinesEditor lines={lines} setLines={setLines} />
      <HoursFields windows={body.windows} watch={body.watch} set={change} />
      <div className="arule-grid">
        <Count
          label={w.flap}
          value={body.flapSeconds ?? 600}
          set={(flapSeconds) => change({ flapSeconds: flapSeconds ?? 0 })}
        />
        <Count
          label={w.stormDevices}
          value={body.storm?.devices ?? 5}
          set={(devices) => change({ storm: { ...body.storm, devices: devices ?? 5 } })}
        />
        <Count
          label={w.stormSeconds}
          value={body.storm?.withinSeconds ?? 300}
          set={(withinSeconds) => change({ storm: { ...body.storm, withinSeconds: withinSeconds ?? 300 } })}
        />
      </div>
      <FilingFields filing={body.filing ?? null} set={(filing) => change({ filing })} />
      <TellingFields tell={tell} severity={body.severity} set={setTell} />
      {refusal && (
        <p className="form-refusal" role="alert">
          {refusal}
        </p>
      )}
      <div className="arule-acts">
        <Button type="primary" htmlType="submit" loading={isSending}>
          {w.save}
        </Button>
      </div>
    </form>
  )
}

type Written = Omit<RuleBodyInput, 'condition'>

/** A rule that tells as the district does says nothing about it. */
const withTell = ({ tell: _, ...rest }: Written, tell: RuleTelling | undefined): Written =>
  tell === undefined ? rest : { ...rest, tell }

function useSend(rule: Props['rule'], onDone: Props['onDone']) {
  const w = useWords(words)
  const pick = usePick()
  const saved = useSaved()
  const { message } = App.useApp()
  const [create, save] = [useCommand(draftAlarmRule), useCommand(saveAlarmRuleDraft)]
  const [refusal, setRefusal] = useState('')
  const refused = (problem: { zh: string; en: string }) => {
    setRefusal(pick(problem))
    void message.error(pick(problem))
  }
  const done = (ruleId: string) => {
    saved(w.saved)
    onDone(ruleId)
  }
  const send = (code: string, given: RuleBodyInput) => {
    const read = RuleBody.safeParse(given)
    if (!read.success) {
      const [first] = read.error.issues
      setRefusal(`${first?.path.join('.') ?? ''} ${first?.message ?? ''}`)
      return
    }
    setRefusal('')
    if (!rule) {
      create.mutate({ body: { code, body: given } }, { onSuccess: ({ ruleId }) => done(ruleId), onError: refused })
      return
    }
    const params = { ruleId: rule.ruleId }
    const onSuccess = () => done(rule.ruleId)
    save.mutate({ params, body: { body: given, over: rule.over } }, { onSuccess, onError: refused })
  }
  return { send, isSending: create.isPending || save.isPending, refusal }
}

function LinesEditor({ lines, setLines }: { lines: Lines; setLines: (lines: Lines) => void }) {
  const w = useWords(words)
  const { rows } = lines
  const isSeveral = rows.length > 1
  return (
    <>
      {isSeveral && (
        <div className="arule-grid">
          <Choice
            label={w.several}
            value={lines.group}
            of={['all', 'any']}
            set={(group) => setLines({ ...lines, group })}
          />
          <Count
            label={w.groupLasts}
            value={lines.seconds}
            set={(seconds) => setLines({ ...lines, seconds: seconds ?? 0 })}
          />
        </div>
      )}
      {rows.map((row, n) => (
        <RowEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and keep their order.
          key={n}
          row={row}
          change={(patch) =>
            setLines({ ...lines, rows: rows.map((one, at) => (at === n ? { ...one, ...patch } : one)) })
          }
          onRemove={isSeveral ? () => setLines({ ...lines, rows: rows.filter((_, at) => at !== n) }) : undefined}
        />
      ))}
      {rows.length < 8 && (
        <div className="arule-acts">
          <Button onClick={() => setLines({ ...lines, rows: [...rows, emptyRow] })}>{w.add}</Button>
        </div>
      )}
    </>
  )
}

function SeverityField({ value, set }: { value: Severity; set: (value: Severity) => void }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <Labelled label={w.severity}>
      {(id) => (
        <Select
          id={id}
          value={value}
          options={severities.map((one) => ({ value: one, label: pick(severityNames[one]) }))}
          onChange={set}
        />
      )}
    </Labelled>
  )
}

function KindsField({ value, set }: { value: readonly string[]; set: (value: string[]) => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { data } = useQuery({ ...ask(listDevices, { query: { limit: 1 } }), staleTime: 600_000 })
  return (
    <Labelled label={w.scope}>
      {(id) => (
        <Select
          id={id}
          mode="tags"
          value={[...value]}
          options={(data?.kinds ?? []).map((kind) => ({ value: kind, label: pick(kindName(kind)) }))}
          onChange={set}
        />
      )}
    </Labelled>
  )
}
