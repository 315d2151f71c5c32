import { useQuery } from '@tanstack/react-query'
import { listUnits } from '#city/organisation/contract.ts'
import type { CampaignFilter, getCampaign } from '#command/campaign/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Change = ReplyOf<typeof getCampaign>['changes'][number]

const fieldWords = {
  name: 'name',
  goal: 'goal',
  target: 'target',
  startsOn: 'startsOn',
  endsOn: 'endsOn',
  ownerUnitId: 'owner',
  filter: 'filter',
} as const

/** Who changed what of a campaign, when and why. */
export function Changes({ items }: { items: readonly Change[] }) {
  const w = useWords(words)
  const tell = useTelling()
  return (
    <section aria-labelledby="campaign-changes">
      <h3 id="campaign-changes">{w.changes}</h3>
      <ol className="history">
        {items.map(({ version, at, byName, reason, fields }) => (
          <li key={version}>
            <p>{reason}</p>
            <p className="quiet">
              {byName} · {formatTime(at)}
            </p>
            <ul>
              {fields.map(({ field, before, after }) => (
                <li key={field}>
                  {w[fieldWords[field]]}：{tell(field, before)} → {tell(field, after)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  )
}

function useTelling(): (field: Change['fields'][number]['field'], value: unknown) => string {
  const w = useWords(words)
  const units = useQuery({ ...ask(listUnits, {}), staleTime: 10 * 60_000 }).data?.items ?? []
  return (field, value) => {
    if (field === 'ownerUnitId')
      return units.find(({ unitId }) => unitId === value)?.name ?? (String(value ?? '') || '—')
    if (field !== 'filter') return String(value ?? '') || '—'
    const { kind, category, areaCode, text } = value as CampaignFilter
    const parts = [
      kind && w[kind],
      category && `${w.categoryIs} ${category}`,
      areaCode && `${w.areaIs} ${areaCode}`,
      text && `“${text}”`,
    ]
    return parts.filter(Boolean).join('，') || w.everything
  }
}
