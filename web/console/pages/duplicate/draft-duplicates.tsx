import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { findDuplicates } from '#analyse/duplicate/contract.ts'
import type { Point } from '#city/place/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { CandidateCard } from './candidate-card.tsx'
import { words } from './words.ts'

const MOST_WORDS = 400

/** The case that a report is to be merged into once it is registered. */
export type Target = { readonly caseId: string; readonly number: string }

type Props = {
  point: Point
  text: string
  category: { edition: string; kind: string; code: string } | null | undefined
  files: readonly string[]
  target: Target | undefined
  onTarget: (target: Target | undefined) => void
}

/** What a report being typed may repeat; it can be marked to be merged as soon as it is registered. */
export function DraftDuplicates({ point, text, category, files, target, onTarget }: Props) {
  const w = useWords(words)
  const me = useMe()
  const key = category ? { category: `${category.edition}/${category.kind}/${category.code}` } : {}
  const photos = files.length > 0 ? { files: files.join(',') } : {}
  const { data } = useQuery({
    ...ask(findDuplicates, { query: { ...point, text: text.slice(0, MOST_WORDS), ...key, ...photos } }),
    placeholderData: (before) => before,
  })
  if (!data) return null
  const { radiusMetres, withinHours } = data.rule
  return (
    <section className="around-part" aria-labelledby="register-duplicates">
      <h2 id="register-duplicates">{w.title}</h2>
      <p className="quiet">
        {data.items.length === 0 ? w.none(radiusMetres, withinHours) : w.rule(radiusMetres, withinHours)}
      </p>
      <ul className="candidates">
        {data.items.map((candidate) => {
          const { caseId, number } = candidate
          const isTaken = caseId !== null && caseId === target?.caseId
          return (
            <CandidateCard key={caseId ?? candidate.reportedAt} candidate={candidate} isTaken={isTaken}>
              {caseId && number && may(me, 'case.merge') && (
                <Button
                  size="small"
                  aria-pressed={isTaken}
                  aria-label={w.takeOf(number)}
                  onClick={() => onTarget(isTaken ? undefined : { caseId, number })}
                >
                  {isTaken ? w.taken : w.take}
                </Button>
              )}
            </CandidateCard>
          )
        })}
      </ul>
    </section>
  )
}
