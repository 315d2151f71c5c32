import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { finalStages } from '#city/case/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { lookUpCaller } from '#serve/call/contract.ts'
import { call, type ProblemError } from '#web/kit/client.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { routeKey } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { shortTime, useNow } from '#web/kit/time.ts'
import { useSettled } from '#web/kit/use-settled.ts'
import type { Target } from '../duplicate/draft-duplicates.tsx'
import type { RegisterDraft } from './register-form.tsx'
import { words } from './words.ts'

type Former = ReplyOf<typeof lookUpCaller>['items'][number]

/** A number that is long enough to be somebody's. */
const isWhole = (phone: string): boolean => /^[0-9+\-* ]{7,20}$/.test(phone) && phone.replace(/\D/g, '').length >= 7

/** Asked once for a number: each look at somebody's former reports is on record. */
function useFormer(phone: string) {
  const asked = useSettled(phone.trim(), 700)
  return useQuery<ReplyOf<typeof lookUpCaller>, ProblemError>({
    queryKey: [routeKey(lookUpCaller), asked],
    queryFn: () => call(lookUpCaller, { body: { phone: asked } }),
    enabled: isWhole(asked),
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
    gcTime: 0,
  })
}

type Props = { form: RegisterDraft; target: Target | undefined; onTarget: (target: Target | undefined) => void }

/** What the caller reported before, beside what they say now. */
export function Caller({ form, target, onTarget }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { data, error } = useFormer(form.values.reporter?.phone ?? '')
  if (error) return <p className="field-fault">{pick(error)}</p>
  if (!data) return null
  return (
    <section className="around-part caller" aria-label={w.former}>
      <h2>{w.former}</h2>
      <p className="quiet" role="status">
        {data.total === 0 ? w.formerNone : w.formerCount(data.total, data.open)}
      </p>
      {data.items.length > 0 && (
        <ul className="around-list">
          {data.items.map((former) => (
            <FormerLine key={former.caseId} form={form} former={former} target={target} onTarget={onTarget} />
          ))}
        </ul>
      )}
    </section>
  )
}

function FormerLine({ form, former, target, onTarget }: Props & { former: Former }) {
  const w = useWords(words)
  const me = useMe()
  const language = useLanguage()
  const now = useNow()
  const { caseId, number, stage, description, placeText, point, reportedAt, categoryName } = former
  const isTaken = target?.caseId === caseId
  const isOpen = !finalStages.includes(stage)
  return (
    <li className={isTaken ? 'taken' : undefined}>
      <span>
        <StageTag stage={stage} />{' '}
        <a href={`/cases/${caseId}`} target="_blank" rel="noreferrer" aria-label={w.newWindow(number)}>
          {number}
        </a>{' '}
        <span className="quiet">{shortTime(reportedAt, now, language)}</span>
        <br />
        {[categoryName, description, placeText].filter(Boolean).join(' · ')}
      </span>
      {placeText && (
        <Button
          size="small"
          aria-label={w.samePlaceOf(number)}
          onClick={() => form.set('place', { text: placeText, point, componentCode: null })}
        >
          {w.samePlace}
        </Button>
      )}
      {isOpen && may(me, 'case.merge') && (
        <Button
          size="small"
          aria-pressed={isTaken}
          aria-label={w.sameMatterOf(number)}
          onClick={() => onTarget(isTaken ? undefined : { caseId, number })}
        >
          {isTaken ? w.taken : w.sameMatter}
        </Button>
      )}
    </li>
  )
}
