import { Button } from 'antd'
import type { AuditItem } from '#city/audit/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { readDetail } from './difference.ts'
import { Actor, OutcomeTag } from './tags.tsx'
import { words } from './words.ts'

type Props = { entry: AuditItem; change: (change: Readonly<Record<string, string | undefined>>) => void }

/** One entry in full: what changed as a difference, and what else was recorded. */
export function EntryDetail({ entry, change }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { changes, facts } = readDetail(entry.detail)
  const known = [
    [w.at, formatTime(entry.at)],
    [w.ip, entry.ip ?? '—'],
    [w.objectHead, entry.target],
    [w.route, entry.act],
    [w.account, entry.actorId],
    [w.requestId, entry.requestId],
  ] as const
  return (
    <div className="detail">
      <div className="list-head">
        <h2>{pick(entry.actName)}</h2>
        <OutcomeTag outcome={entry.outcome} />
        <Actor row={entry} />
      </div>
      <dl className="detail-facts">
        {known.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="list-code">{value}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="audit-detail">
        <h3 id="audit-detail">{w.detail}</h3>
        {changes.length + facts.length === 0 && <p className="quiet">{w.noDetail}</p>}
        {changes.length > 0 && (
          <table className="audit-difference">
            <thead>
              <tr>
                {[w.field, w.before, w.after].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changes.map(({ field, before, after }) => (
                <tr key={field}>
                  <th scope="row">{field}</th>
                  <td>{before ? <del>{before}</del> : '—'}</td>
                  <td>{after ? <ins>{after}</ins> : '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <dl className="detail-facts">
          {facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <div className="form-actions">
        <Button onClick={() => change({ object: entry.target, open: undefined })}>{w.sameObject}</Button>
      </div>
    </div>
  )
}
