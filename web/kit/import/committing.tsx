import { Button, Checkbox } from 'antd'
import { useEffect, useState } from 'react'
import { usePick, useWords } from '../language.ts'
import type { ImportKind, Mode } from './import-kind.ts'
import { isFileRefused, type Outcome } from './outcome.ts'
import { words } from './words.ts'

type Props = {
  readonly kind: ImportKind
  readonly dry: Outcome
  readonly done: Outcome | undefined
  readonly vouched: readonly string[]
  readonly isBusy: boolean
  readonly isCommitting: boolean
  readonly onVouch: (vouched: readonly string[]) => void
  readonly onCommit: (mode: Mode) => void
  readonly onAgain: () => void
}

/** The last step: whole when nothing is refused; without the refused rows only when somebody says so. */
export function Committing({ kind, dry, done, vouched, isBusy, isCommitting, onVouch, onCommit, onAgain }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const [acceptValid, setAcceptValid] = useState(false)
  if (done)
    return (
      <section className="import-part" aria-label={w.step4}>
        <p role="status" className={done.isCommitted ? 'import-done' : 'form-refusal'}>
          {done.isCommitted ? pick(kind.done(done.accepted)) : w.notDone}
        </p>
        <div className="form-actions">
          <Button onClick={onAgain}>{w.again}</Button>
        </div>
      </section>
    )
  const isStuck = isFileRefused(dry)
  const isPartial = dry.refused > 0
  return (
    <section className="import-part" aria-label={w.step4}>
      {Object.entries(kind.vouches ?? {})
        .filter(([problem]) => vouched.includes(problem) || dry.findings.some((one) => one.problem === problem))
        .map(([problem, said]) => (
          <Checkbox
            key={problem}
            checked={vouched.includes(problem)}
            disabled={isBusy}
            onChange={({ target }) =>
              onVouch(target.checked ? [...vouched, problem] : vouched.filter((one) => one !== problem))
            }
          >
            {pick(said)}
          </Checkbox>
        ))}
      {isStuck && <p className="field-fault">{w.fileRefused}</p>}
      {isPartial && !isStuck && dry.accepted > 0 && (
        <Checkbox checked={acceptValid} onChange={({ target }) => setAcceptValid(target.checked)}>
          {w.acceptValid(dry.refused)}
        </Checkbox>
      )}
      {isCommitting && <Running rows={dry.accepted} />}
      <div className="form-actions">
        <Button
          type="primary"
          loading={isBusy}
          disabled={isStuck || dry.accepted === 0 || (isPartial && !acceptValid)}
          onClick={() => onCommit(isPartial ? 'accepted-only' : 'all')}
        >
          {isCommitting ? w.committing : isPartial ? w.commitValid(dry.accepted) : w.commit(dry.accepted)}
        </Button>
      </div>
    </section>
  )
}

/** All rows are written in one go, so there is no share to tell; how long it has taken is. */
function Running({ rows }: { readonly rows: number }) {
  const w = useWords(words)
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="import-running" role="status">
      <progress aria-label={w.committing} />
      <p className="quiet">{w.seconds(seconds, rows)}</p>
    </div>
  )
}
