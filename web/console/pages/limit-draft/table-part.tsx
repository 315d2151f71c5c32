import { Button } from 'antd'
import { useId, useState } from 'react'
import { exportLimitDraft, importLimitDraft } from '#command/limit-draft/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import '#web/kit/form/form.css'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

type Props = { revision: number; mayWrite: boolean; isSaved: boolean; again: () => void }

/** The limits as a spreadsheet: out with what holds and what is drafted, back into the draft row by row. */
export function TablePart({ revision, mayWrite, isSaved, again }: Props) {
  const w = useWords(words)
  return (
    <section className="limit-panel" aria-labelledby="limit-table">
      <header>
        <h2 id="limit-table">{w.table}</h2>
        <a href={addressOf(exportLimitDraft, { query: { format: 'xlsx' } })} download>
          {w.exported}
        </a>
        <a href={addressOf(exportLimitDraft, { query: { format: 'csv' } })} download>
          {w.exportedCsv}
        </a>
      </header>
      {mayWrite && <ImportPart revision={revision} isSaved={isSaved} again={again} />}
    </section>
  )
}

function ImportPart({ revision, isSaved, again }: Omit<Props, 'mayWrite'>) {
  const w = useWords(words)
  const pick = usePick()
  const fileId = useId()
  const [file, setFile] = useState<File>()
  const command = useCommand(importLimitDraft)
  const { data, error, isPending } = command
  const send = (commit: 'yes' | 'no') =>
    file &&
    command.mutate(
      { query: { commit, revision }, bytes: new Blob([file], { type: 'application/octet-stream' }) },
      { onSuccess: ({ committed }) => committed && again() },
    )
  const isSound = data?.lines.every(({ outcome }) => outcome !== 'refused')
  return (
    <div className="form">
      <p className="field-hint">{w.importHint}</p>
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
          disabled={isSound !== true || data?.committed === true || !isSaved}
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

function Lines({ result: { committed, lines } }: { result: ReplyOf<typeof importLimitDraft> }) {
  const w = useWords(words)
  const pick = usePick()
  const told = lines.filter(({ outcome }) => outcome !== 'same')
  const refused = told.filter(({ outcome }) => outcome === 'refused')
  return (
    <section aria-live="polite">
      <p>
        {committed && <strong>{w.committed}：</strong>}
        {w.summary(told.length - refused.length, refused.length)}
      </p>
      {told.length > 0 && (
        <div className="limit-scroll limit-lines">
          <table className="limit-table">
            <thead>
              <tr>
                {[w.row, w.category, w.outcome].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {told.map(({ row, name, outcome, faults }) => (
                <tr key={row}>
                  <td>{row}</td>
                  <td>{name}</td>
                  <td>
                    <span className={`tag ${outcome === 'refused' ? 'tone-red' : 'tone-blue'}`}>
                      {outcome === 'refused' ? w.refused : w.changed}
                    </span>
                    {faults.map((fault) => (
                      <small key={fault.zh}>{pick(fault)}</small>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
