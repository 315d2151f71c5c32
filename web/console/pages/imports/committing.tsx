import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import type { Confirmed, Kind, Mode } from './declared.ts'
import { isFileRefused, type Outcome } from './outcome.ts'
import { words } from './words.ts'

type Props = {
  kind: Kind
  dry: Outcome
  done: Outcome | undefined
  confirmed: Confirmed
  isBusy: boolean
  onConfirm: (confirmed: Confirmed) => void
  onCommit: (mode: Mode) => void
  onAgain: () => void
}

/** The last step: whole when nothing is refused; without the refused rows only when somebody says so. */
export function Committing({ kind, dry, done, confirmed, isBusy, onConfirm, onCommit, onAgain }: Props) {
  const w = useWords(words)
  const [acceptValid, setAcceptValid] = useState(false)
  if (done)
    return (
      <section className="import-part" aria-label={w.step4}>
        <p role="status" className={done.isCommitted ? 'import-done' : 'form-refusal'}>
          {!done.isCommitted ? w.notDone : kind === 'conditions' ? w.doneDraft(done.accepted) : w.done(done.accepted)}
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
      <Confirmations dry={dry} confirmed={confirmed} isBusy={isBusy} onConfirm={onConfirm} />
      {isStuck && <p className="field-fault">{w.fileRefused}</p>}
      {isPartial && !isStuck && dry.accepted > 0 && (
        <Checkbox checked={acceptValid} onChange={({ target }) => setAcceptValid(target.checked)}>
          {w.acceptValid(dry.refused)}
        </Checkbox>
      )}
      <div className="form-actions">
        <Button
          type="primary"
          loading={isBusy}
          disabled={isStuck || dry.accepted === 0 || (isPartial && !acceptValid)}
          onClick={() => onCommit(isPartial ? 'accepted-only' : 'all')}
        >
          {isBusy ? w.committing : isPartial ? w.commitValid(dry.accepted) : w.commit}
        </Button>
      </div>
    </section>
  )
}

/** What a person may vouch for; each runs the check again. */
function Confirmations({
  dry,
  confirmed,
  isBusy,
  onConfirm,
}: Pick<Props, 'dry' | 'confirmed' | 'isBusy' | 'onConfirm'>) {
  const w = useWords(words)
  const has = (problem: string) => dry.findings.some((finding) => finding.problem === problem)
  return (
    <>
      {(has('frame_suspected') || confirmed.frame) && (
        <Checkbox
          checked={confirmed.frame}
          disabled={isBusy}
          onChange={({ target }) => onConfirm({ ...confirmed, frame: target.checked })}
        >
          {w.frameConfirmed}
        </Checkbox>
      )}
      {(has('cell_gap') || confirmed.gaps) && (
        <Checkbox
          checked={confirmed.gaps}
          disabled={isBusy}
          onChange={({ target }) => onConfirm({ ...confirmed, gaps: target.checked })}
        >
          {w.gapsConfirmed}
        </Checkbox>
      )}
    </>
  )
}
