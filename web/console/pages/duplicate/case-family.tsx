import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getFamily } from '#serve/intake/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

/** Under which case this one is handled, or which reports are handled under it and by whom they came. */
export function CaseFamily({ caseId }: { caseId: string }) {
  const w = useWords(words)
  const { data } = useQuery(ask(getFamily, { params: { id: caseId } }))
  if (!data || (!data.survivor && data.members.length + data.hidden === 0)) return null
  const { survivor, members, hidden } = data
  return (
    <section className="panel" aria-label={w.family}>
      <h2>{w.family}</h2>
      {survivor && (
        <p>
          {w.into}{' '}
          <Link to="/cases/$id" params={{ id: survivor.caseId }}>
            {survivor.number}
          </Link>{' '}
          <StageTag stage={survivor.stage} />
        </p>
      )}
      <ul className="panel-list">
        {members.map((member) => (
          <li key={member.caseId}>
            <Link to="/cases/$id" params={{ id: member.caseId }}>
              {member.number}
            </Link>{' '}
            {member.channel && (member.reporter || w.anonymous)}
            <div className="quiet">
              {formatTime(member.mergedAt)} {member.byName}：{member.reason}
            </div>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className="quiet">{w.hiddenMembers(hidden)}</p>}
    </section>
  )
}
