import { useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import type { Person } from './person-detail.tsx'
import { usePostName } from './state-tag.tsx'
import { words } from './words.ts'

type Grant = Person['grants'][number]

/** Who gave which post when and why, and how it ended. */
export function Grants({ grants }: { grants: readonly Grant[] }) {
  const w = useWords(words)
  return (
    <section aria-labelledby="person-grants">
      <h3 id="person-grants">{w.history}</h3>
      {grants.length === 0 && <p className="quiet">{w.noHistory}</p>}
      <ol className="person-grants">
        {grants.map((grant) => (
          <Row key={grant.grantId} grant={grant} />
        ))}
      </ol>
    </section>
  )
}

function Row({ grant }: { grant: Grant }) {
  const w = useWords(words)
  const postName = usePostName()
  const { post, unitName, from, to, reason, givenBy, givenAt, started, endedAt, endedBy, endReason } = grant
  const [tone, label] = endedAt
    ? (['grey', endedBy ? w.ended : w.expired] as const)
    : started
      ? (['green', w.holds] as const)
      : (['blue', w.planned] as const)
  return (
    <li>
      <span>
        <strong>{postName(post)}</strong> {unitName} <span className={`tag tone-${tone}`}>{label}</span>
      </span>
      <span className="quiet">{[from ? w.since(from) : w.before, to && w.until(to)].filter(Boolean).join('，')}</span>
      {givenBy && (
        <span className="quiet">
          {w.givenBy(givenBy, formatTime(givenAt))}：{reason}
        </span>
      )}
      {endedAt && endedBy && (
        <span className="quiet">
          {w.endedBy(endedBy, formatTime(endedAt))}：{endReason}
        </span>
      )}
    </li>
  )
}
