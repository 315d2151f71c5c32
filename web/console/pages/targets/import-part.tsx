import { Button, Radio } from 'antd'
import { useId, useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { importPlanTargets } from '#supervise/target/contract.ts'
import '#web/kit/form/form.css'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { useUndo } from './use-undo.tsx'
import { words } from './words.ts'

type Result = ReplyOf<typeof importPlanTargets>
const tones = { added: 'tone-green', changed: 'tone-blue', same: 'tone-grey', refused: 'tone-red' } as const

/** A table is tried first, row by row, and entered only when nothing of it is refused. */
export function ImportPart() {
  const w = useWords(words)
  const pick = usePick()
  const fileId = useId()
  const { refresh } = useUndo()
  const [what, setWhat] = useState<'targets' | 'actuals'>('targets')
  const [file, setFile] = useState<File>()
  const command = useCommand(importPlanTargets)
  const { data, error, isPending } = command
  const send = (commit: 'yes' | 'no') =>
    file &&
    command.mutate(
      { query: { what, commit }, bytes: new Blob([file], { type: 'application/octet-stream' }) },
      { onSuccess: refresh },
    )
  const choose = (change: () => void) => {
    change()
    command.reset()
  }
  const isSound = data?.lines.every(({ outcome }) => outcome !== 'refused')
  return (
    <div className="form">
      <Radio.Group
        aria-label={w.what}
        value={what}
        onChange={({ target }) => choose(() => setWhat(target.value as 'targets' | 'actuals'))}
        options={[
          { value: 'targets', label: w.whatTargets },
          { value: 'actuals', label: w.whatActuals },
        ]}
      />
      <div className="field">
        <label htmlFor={fileId}>{w.file}</label>
        <input
          id={fileId}
          type="file"
          accept=".csv,.txt,.xlsx"
          onChange={({ target }) => choose(() => setFile(target.files?.[0]))}
        />
      </div>
      <div className="form-actions">
        <Button onClick={() => send('no')} disabled={!file} loading={isPending}>
          {w.tryIt}
        </Button>
        <Button
          type="primary"
          onClick={() => send('yes')}
          disabled={isSound !== true || data?.committed === true}
          loading={isPending}
        >
          {w.commit}
        </Button>
      </div>
      {error && (
        <p className="form-refusal" role="alert">
          {pick(error)}
        </p>
      )}
      {data && <Lines result={data} />}
    </div>
  )
}

function Lines({ result: { committed, lines } }: { result: Result }) {
  const w = useWords(words)
  const pick = usePick()
  const count = (wanted: Result['lines'][number]['outcome']) => lines.filter(({ outcome }) => outcome === wanted).length
  const refused = count('refused')
  return (
    <section aria-live="polite">
      <p>
        {committed && <strong>{w.committed}：</strong>}
        {w.summary(count('added'), count('changed'), count('same'), refused)}
      </p>
      {refused > 0 && <p className="field-fault">{w.refusedHint}</p>}
      <div className="plain-rows">
        <table>
          <thead>
            <tr>
              {[w.row, w.name, w.outcome].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ row, name, outcome, faults }) => (
              <tr key={row}>
                <td>{row}</td>
                <td>{name}</td>
                <td>
                  <span className={`tag ${tones[outcome]}`}>{w[outcome]}</span>
                  {faults.map((fault) => (
                    <small key={fault.zh}>{pick(fault)}</small>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
