import { Button } from 'antd'
import { useId, useState } from 'react'
import { importDuties } from '#city/duty/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import '#web/kit/form/form.css'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { useRefresh } from './use-refresh.ts'
import { words } from './words.ts'

type Result = ReplyOf<typeof importDuties>
const tones = { added: 'tone-green', same: 'tone-grey', refused: 'tone-red' } as const

/** A table is tried first, row by row, and enters whole or not at all. */
export function ImportPart() {
  const w = useWords(words)
  const pick = usePick()
  const fileId = useId()
  const refresh = useRefresh()
  const [file, setFile] = useState<File>()
  const command = useCommand(importDuties)
  const { data, error, isPending } = command
  const send = (commit: 'yes' | 'no') =>
    file &&
    command.mutate(
      { query: { commit }, bytes: new Blob([file], { type: 'application/octet-stream' }) },
      { onSuccess: ({ committed }) => committed && refresh() },
    )
  const isSound = data?.lines.every(({ outcome }) => outcome !== 'refused')
  return (
    <div className="form panel">
      <div className="field">
        <label htmlFor={fileId}>{w.file}</label>
        <input
          id={fileId}
          type="file"
          accept=".csv,.txt,.xlsx"
          onChange={({ target }) => {
            setFile(target.files?.[0])
            command.reset()
          }}
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
  return (
    <section aria-live="polite">
      <p>
        {committed && <strong>{w.committed}：</strong>}
        {w.summary(count('added'), count('same'), count('refused'))}
      </p>
      {count('refused') > 0 && <p className="field-fault">{w.refusedHint}</p>}
      <ul className="coverage-list">
        {lines.map(({ row, name, outcome, faults }) => (
          <li key={row}>
            <span className="list-code">
              {w.row} {row}
            </span>
            <span>
              {name}
              {faults.map((fault) => (
                <small key={fault.zh} className="duty-fault">
                  {pick(fault)}
                </small>
              ))}
            </span>
            <span className={`tag ${tones[outcome]}`}>{w[outcome]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
