import type { ReactNode } from 'react'
import type { Candidate } from '#analyse/duplicate/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { PhotoStrip } from '#web/kit/photos/photo-strip.tsx'
import { StageTag } from '#web/kit/stage-tag.tsx'
import './duplicate.css'
import { words } from './words.ts'

const STRONG = 0.7

type Props = { candidate: Candidate; isTaken?: boolean; children?: ReactNode }

/** A case that may be the same, with its distance, its age and the reasons; its photos are beside each other. */
export function CandidateCard({ candidate, isTaken = false, children }: Props) {
  const w = useWords(words)
  const { number, caseId, stage, categoryName, description, score, photos } = candidate
  const className = ['candidate', score >= STRONG ? 'strong' : '', isTaken ? 'taken' : ''].filter(Boolean).join(' ')
  return (
    <li className={className}>
      <div className="candidate-head">
        <StageTag stage={stage} />
        {number && caseId ? (
          <a href={`/cases/${caseId}`} target="_blank" rel="noreferrer" aria-label={`${number}，${w.newWindow}`}>
            {number}
          </a>
        ) : (
          <span className="quiet">{w.hidden}</span>
        )}
        <span>{categoryName}</span>
      </div>
      {description && <p className="candidate-words">{description}</p>}
      <Reasons candidate={candidate} />
      <div className="candidate-foot">
        <PhotoStrip photos={photos.map((fileId) => ({ fileId, caption: number ?? '' }))} size="small" />
        {children}
      </div>
    </li>
  )
}

export function Reasons({ candidate }: { candidate: Candidate }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <ul className="reasons" aria-label={w.reasons}>
      {candidate.reasons.map((reason) => (
        <li key={reason.en} className={candidate.sameCategory && reason.en === 'same category' ? 'same' : undefined}>
          {pick(reason)}
        </li>
      ))}
    </ul>
  )
}
