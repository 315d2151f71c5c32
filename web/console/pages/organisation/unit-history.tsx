import { useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { readDetail } from '../audit/difference.ts'
import type { Unit } from './unit-detail.tsx'
import { words } from './words.ts'

type Props = { history: Unit['history']; nameOf: (unitId: string | null) => string }

const isUnit = (field: string) => field === 'parentId' || field === 'successorId'

/** What became of a unit, the newest first, each as a difference. */
export function UnitHistory({ history, nameOf }: Props) {
  const w = useWords(words)
  const fieldNames: Readonly<Record<string, string>> = {
    ...{
      name: w.name,
      kind: w.kind,
      areaCode: w.area,
      creditCode: w.credit,
      parentId: w.parent,
      successorId: w.successor,
    },
    retiredOn: w.retiredKind,
  }
  return (
    <section aria-labelledby="unit-history">
      <h3 id="unit-history">{w.history}</h3>
      {history.length === 0 && <p className="quiet">{w.noHistory}</p>}
      <ol className="history">
        {history.map(({ changeId, kind, before, after, reason, byName, at }) => (
          <li key={changeId}>
            <strong>{kind === 'retired' ? w.retiredKind : w[kind]}</strong>{' '}
            <span className="quiet">
              {byName} · {formatTime(at)}
            </span>
            <p>{reason}</p>
            <ul>
              {readDetail({ before: kind === 'retired' ? {} : before, after }).changes.map((change) => {
                const [was, is] = isUnit(change.field)
                  ? [change.before && nameOf(change.before), change.after && nameOf(change.after)]
                  : [change.before, change.after]
                return (
                  <li key={change.field}>
                    {fieldNames[change.field] ?? change.field}：{was ? `${was} → ` : ''}
                    {is || '—'}
                  </li>
                )
              })}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  )
}
