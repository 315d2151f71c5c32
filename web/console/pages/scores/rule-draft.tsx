import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { checkScoreRules, listScoreRules, publishScoreRules } from '#supervise/score/contract.ts'
import { call, type ProblemError } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { formatDay } from '#web/kit/time.ts'
import { useSettled } from '#web/kit/use-settled.ts'
import { keepDraft } from './rule-draft-store.ts'
import { RuleEditor, type RuleFaultLine } from './rule-editor.tsx'
import { words } from './words.ts'

/** The next version while it is written: checked as it is typed, published with the day from which it holds. */
export function RuleDraft({ initial, onDone }: { initial: string; onDone: (published?: number) => void }) {
  const w = useWords(words)
  const [text, setText] = useState(initial)
  const settled = useSettled(text, 500)
  useEffect(() => keepDraft(settled), [settled])
  const check = useQuery<{ faults: readonly RuleFaultLine[] }, ProblemError>({
    queryKey: ['score-rules-check', settled],
    queryFn: () => call(checkScoreRules, { body: { text: settled } }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const faults = check.data?.faults ?? []
  const isChecked = check.isSuccess && settled === text
  return (
    <section className="score-box score-page-scroll score-rules" aria-label={w.draftTitle}>
      <div>
        <h2>{w.draftTitle}</h2>
        <p className="quiet">{w.draftHint}</p>
      </div>
      <RuleEditor label={w.text} text={initial} faults={isChecked ? faults : []} onChange={setText} />
      <Faults faults={faults} isChecked={isChecked} />
      <Publish text={text} mayPublish={isChecked && faults.length === 0} onDone={onDone} />
    </section>
  )
}

function Faults({ faults, isChecked }: { faults: readonly RuleFaultLine[]; isChecked: boolean }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <div role="status" className="score-faults">
      <span className={`tag ${!isChecked ? 'tone-grey' : faults.length > 0 ? 'tone-red' : 'tone-green'}`}>
        {!isChecked ? w.checking : faults.length > 0 ? `✗ ${w.faultsSome(faults.length)}` : `✓ ${w.faultsNone}`}
      </span>
      {isChecked && (
        <ul>
          {faults.map((fault) => (
            <li key={`${fault.line}/${fault.zh}`}>
              <strong>{w.line(fault.line)}</strong> {pick(fault)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type PublishProps = { text: string; mayPublish: boolean; onDone: (published?: number) => void }

function Publish({ text, mayPublish, onDone }: PublishProps) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const [validFrom, setValidFrom] = useState(formatDay(Date.now() + 86_400_000))
  const [note, setNote] = useState('')
  const command = useCommand(publishScoreRules)
  const publish = () =>
    command.mutate(
      { body: { text, validFrom, note } },
      {
        onSuccess: ({ version }) => {
          void client.invalidateQueries({ queryKey: [routeKey(listScoreRules)] })
          onDone(version)
        },
      },
    )
  return (
    <div className="score-publish">
      <label>
        {w.validFrom}
        <input
          className="score-field"
          type="date"
          value={validFrom}
          onChange={({ target }) => setValidFrom(target.value)}
        />
      </label>
      <label>
        {w.note}
        <input className="score-field" value={note} maxLength={500} onChange={({ target }) => setNote(target.value)} />
      </label>
      <Button type="primary" disabled={!mayPublish || validFrom === ''} loading={command.isPending} onClick={publish}>
        {w.publish}
      </Button>
      <Button onClick={() => onDone()}>{w.discard}</Button>
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
    </div>
  )
}
