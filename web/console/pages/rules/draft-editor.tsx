import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useMemo, useState } from 'react'
import {
  checkRuleDraft,
  discardRuleDraft,
  getRuleDraft,
  getRuleSet,
  listRuleDrafts,
  type Rule,
} from '#command/rule/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { DiffPanel } from './diff-panel.tsx'
import { FindingsPanel } from './findings-panel.tsx'
import { PublishPart } from './publish-part.tsx'
import { RuleForm } from './rule-form.tsx'
import { RuleList } from './rule-list.tsx'
import { TryPanel } from './try-panel.tsx'
import { type RuleDraft, useRuleDraft } from './use-rule-draft.ts'
import type { Vocabulary } from './use-vocabulary.ts'
import { words } from './words.ts'

type Props = {
  readonly draftId: string
  readonly vocabulary: Vocabulary
  readonly inForce: number | undefined
  readonly newest: number
  readonly onGone: (version?: number) => void
}

/** A draft, once it is here. */
export function DraftEditor(props: Props) {
  const query = ask(getRuleDraft, { params: { draftId: props.draftId } })
  const { data, error, refetch } = useQuery({
    ...query,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return <Editing key={`${data.draftId}/${data.revision}`} {...props} stored={data} reload={() => void refetch()} />
}

type EditingProps = Props & { readonly stored: ReplyOf<typeof getRuleDraft>; readonly reload: () => void }

function Editing({ stored, reload, vocabulary, inForce, newest, onGone }: EditingProps) {
  const w = useWords(words)
  const draft = useRuleDraft(stored)
  const [selected, setSelected] = useState<string | undefined>(stored.rules[0]?.id)
  const check = useQuery(ask(checkRuleDraft, { params: { draftId: stored.draftId } }))
  const current = useQuery({
    ...ask(getRuleSet, { params: { version: inForce ?? 0 } }),
    enabled: inForce !== undefined,
  })
  const findings = check.data?.items ?? []
  const faulty = useMemo(
    () => new Set(findings.flatMap(({ level, ruleId }) => (level === 'fault' && ruleId) || [])),
    [findings],
  )
  const { rules } = draft
  const put = (next: readonly Rule[]) => draft.change({ rules: next })
  const rule = rules.find(({ id }) => id === selected)
  const add = () => {
    const fresh = newRule(rules, vocabulary.units[0]?.code ?? 'duty')
    put([...rules, fresh])
    setSelected(fresh.id)
  }
  return (
    <>
      <DraftHead draft={draft} draftId={stored.draftId} reload={reload} onGone={() => onGone()} />
      <div className="rule-columns">
        <div className="rule-side">
          {rules.length === 0 && <Nothing title={w.noRules} />}
          <RuleList
            rules={rules}
            selected={selected}
            unitName={vocabulary.unitName}
            faulty={faulty}
            onSelect={setSelected}
            onMove={(from, to) => put(moved(rules, from, to))}
          />
          <Button onClick={add} block>
            {w.add}
          </Button>
        </div>
        <div className="rule-main">
          {rule && (
            <RuleForm
              key={rule.id}
              rule={rule}
              vocabulary={vocabulary}
              onChange={(next) => put(rules.map((each) => (each.id === next.id ? next : each)))}
              onRemove={() => put(rules.filter(({ id }) => id !== rule.id))}
            />
          )}
          <section className="rule-panel" aria-label={w.check}>
            <h2>{w.check}</h2>
            {check.data ? (
              <FindingsPanel findings={findings} rules={rules} onOpen={setSelected} />
            ) : (
              <Loading rows={1} />
            )}
          </section>
          <PublishPart
            draftId={stored.draftId}
            revision={draft.revision}
            simulated={
              stored.simulationId === null ? undefined : { id: stored.simulationId, revision: stored.revision }
            }
            isSaved={draft.state === 'saved'}
            isSound={findings.every(({ level }) => level !== 'fault')}
            newest={newest}
            onPublished={onGone}
          />
          <DiffPanel before={current.data?.rules ?? []} after={rules} unitName={vocabulary.unitName} />
          <TryPanel tried={{ draftId: stored.draftId }} rules={rules} revision={draft.revision} />
        </div>
      </div>
    </>
  )
}

type HeadProps = { draft: RuleDraft; draftId: string; reload: () => void; onGone: () => void }

function DraftHead({ draft, draftId, reload, onGone }: HeadProps) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const discard = useCommand(discardRuleDraft)
  const said = {
    saved: w.saved(formatTime(draft.savedAt).slice(11)),
    saving: w.saving,
    changed: w.unsaved,
    refused: '',
  }
  const sure = () =>
    Modal.confirm({
      title: w.discardSure,
      okText: w.discard,
      cancelText: w.cancel,
      okButtonProps: { danger: true },
      onOk: () =>
        discard.mutate(
          { params: { draftId } },
          {
            onSuccess: () => {
              void client.invalidateQueries({ queryKey: [routeKey(listRuleDrafts)] })
              onGone()
            },
          },
        ),
    })
  return (
    <div className="rule-head">
      <Input
        aria-label={w.ruleTitle}
        value={draft.title}
        maxLength={80}
        onChange={({ target }) => draft.change({ title: target.value })}
      />
      <span className="quiet" role="status">
        {said[draft.state]}
      </span>
      {draft.problem && (
        <span role="alert" className="field-fault">
          {pick(draft.problem)}{' '}
          <button type="button" className="link" onClick={reload}>
            {w.reload}
          </button>
        </span>
      )}
      <Button onClick={sure} danger>
        {w.discard}
      </Button>
    </div>
  )
}

function newRule(rules: readonly Rule[], unit: string): Rule {
  const taken = new Set(rules.map(({ id }) => id))
  const free = Array.from({ length: rules.length + 1 }, (_, at) => `rule-${at + 1}`).find((id) => !taken.has(id))
  return {
    id: free ?? `rule-${rules.length + 1}`,
    title: '',
    when: 'true',
    unit,
    coUnits: [],
    person: { by: 'none' },
    from: null,
    to: null,
    authority: '',
  }
}

function moved(rules: readonly Rule[], from: number, to: number): Rule[] {
  const rest = rules.toSpliced(from, 1)
  return rest.toSpliced(to, 0, rules[from]!)
}
