import { useQuery } from '@tanstack/react-query'
import { listCaseReuse } from '#analyse/photo/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Finding } from './finding.tsx'
import { words } from './words.ts'

/** A warning to whoever verifies and closes; what somebody has dismissed is not shown again. */
export function CaseReuse({ caseId }: { caseId: string }) {
  const w = useWords(words)
  const isAllowed = may(useMe(), 'photo.reuse.read')
  const { data } = useQuery({ ...ask(listCaseReuse, { params: { id: caseId } }), enabled: isAllowed })
  const findings = data?.items.filter(({ state }) => state !== 'dismissed') ?? []
  if (findings.length === 0) return null
  return (
    <section className="panel warning" aria-label={w.warning}>
      <h2>{w.warning}</h2>
      {findings.map((finding) => (
        <div key={finding.reuseId} className="finding">
          <Finding finding={finding} />
        </div>
      ))}
    </section>
  )
}
