import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import type { Candidate } from '#analyse/duplicate/contract.ts'
import type { CaseDetail, CaseItem } from '#city/case/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { PhotoStrip } from '#web/kit/photos/photo-strip.tsx'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { formatTime } from '#web/kit/time.ts'
import { Reasons } from './candidate-card.tsx'
import { useMerge } from './use-merge.tsx'
import { words } from './words.ts'

const found: ReadonlySet<string> = new Set(['report', 'confirm', 'before'])
const LEAST_REASON = 2

type Props = { detail: CaseDetail; candidate: Candidate; onClose: () => void }

/** Two cases side by side; either may be merged into the other, and that can be undone. */
export function CompareDialog({ detail, candidate, onClose }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const id = useId()
  const [reason, setReason] = useState('')
  const { merge, isBusy, problem } = useMerge(onClose)
  const own = { caseId: detail.caseId, number: detail.number, version: detail.version }
  const other = {
    caseId: candidate.caseId ?? '',
    number: candidate.number ?? '',
    version: candidate.version ?? undefined,
  }
  const step = detail.permitted.find(({ kind }) => kind === 'merged')
  const isGiven = reason.trim().length >= LEAST_REASON
  const photos = detail.files.filter(({ purpose }) => found.has(purpose)).map(({ fileId }) => fileId)
  return (
    <Modal open onCancel={onClose} footer={null} width={920} title={w.compareWith(other.number)} destroyOnHidden>
      <Reasons candidate={candidate} />
      <div className="compare" style={{ marginBlockStart: 12 }}>
        <ComparedSide title={w.own} item={detail} photos={photos} />
        <ComparedSide title={w.other} item={{ ...candidate, number: other.number }} photos={candidate.photos} />
      </div>
      <div className="compare-form">
        <label htmlFor={id}>{w.reason}</label>
        <Input id={id} value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        <p className="quiet">{w.keeps}</p>
        {problem && (
          <p className="form-refusal" role="alert">
            {pick(problem)}
          </p>
        )}
        <div className="compare-actions">
          <Button
            type="primary"
            loading={isBusy}
            disabled={!isGiven || !step?.allowed}
            title={step?.refusal ? pick(step.refusal) : undefined}
            onClick={() => merge(own, other, reason)}
          >
            {w.intoOther(other.number)}
          </Button>
          <Button loading={isBusy} disabled={!isGiven} onClick={() => merge(other, own, reason)}>
            {w.intoOwn(other.number)}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

type Compared = Pick<
  CaseItem,
  'number' | 'stage' | 'categoryName' | 'description' | 'placeText' | 'unitName' | 'reportedAt'
>

function ComparedSide({ title, item, photos }: { title: string; item: Compared; photos: readonly string[] }) {
  const w = useWords(words)
  return (
    <section className="compare-side" aria-label={`${title} ${item.number}`}>
      <h3>
        <span>{title}</span> {item.number} <StageTag stage={item.stage} />
      </h3>
      <p>
        <b>{item.categoryName}</b> {item.description}
      </p>
      <p className="quiet">
        {w.reported} {formatTime(item.reportedAt)}
        <br />
        {w.place} {item.placeText || '—'}
        <br />
        {w.unit} {item.unitName ?? '—'}
      </p>
      {photos.length > 0 ? (
        <PhotoStrip photos={photos.map((fileId) => ({ fileId, caption: item.number }))} />
      ) : (
        <p className="quiet">{w.noPhotos}</p>
      )}
    </section>
  )
}
