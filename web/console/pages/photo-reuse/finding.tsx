import { Link } from '@tanstack/react-router'
import type { Reuse } from '#analyse/photo/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { photoAddress } from '#web/kit/photos/photo.ts'
import { formatTime } from '#web/kit/time.ts'
import '../duplicate/duplicate.css'
import { words } from './words.ts'

/** What was found about one photo: both pictures side by side, and how they are known for one. */
export function Finding({ finding }: { finding: Reuse }) {
  const w = useWords(words)
  const { kind, likeness, coarseDistance, slopeDistance, matches } = finding
  const how = likeness === 'same_bytes' ? w.same_bytes : `${w[likeness]}，${w.bits(coarseDistance, slopeDistance)}`
  return (
    <>
      <p className="finding-line">
        <b>{w[kind]}</b> <span className="quiet">{how}</span>{' '}
        {matches > 1 && <span className="quiet">{w.matches(matches)}</span>}
      </p>
      <div className="pair">
        <Picture title={w.there} side={finding.there} />
        <Picture title={w.here} side={finding.here} />
      </div>
      {finding.state !== 'open' && (
        <p className="quiet">
          {w[finding.state]} · {w.decided(finding.decidedBy ?? '', formatTime(finding.decidedAt ?? finding.foundAt))}：
          {finding.reason}
        </p>
      )}
    </>
  )
}

function Picture({ title, side }: { title: string; side: Reuse['here'] }) {
  const w = useWords(words)
  if (!side)
    return (
      <figure>
        <div className="pair-hidden">{w.hidden}</div>
        <figcaption>{title}</figcaption>
      </figure>
    )
  const purpose = w[side.purpose as 'after'] ?? side.purpose
  return (
    <figure>
      <a
        href={photoAddress(side.fileId, 'screen')}
        target="_blank"
        rel="noreferrer"
        aria-label={w.photoOf(side.number, purpose)}
      >
        <img src={photoAddress(side.fileId, 'thumb')} alt="" loading="lazy" decoding="async" />
      </a>
      <figcaption>
        {title} ·{' '}
        <Link to="/cases/$id" params={{ id: side.caseId }}>
          {side.number}
        </Link>{' '}
        {purpose}
        <div className="quiet">
          {side.byName} {formatTime(side.at)}
          <br />
          {side.placeText}
        </div>
      </figcaption>
    </figure>
  )
}
