import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type Checked, getAcceptance, printAcceptance } from '#sense/acceptance/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { DetailBody } from '#web/kit/drawer/detail-body.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { acceptanceWords } from './acceptance-words.ts'

const signs = { passed: '✓', failed: '✗', 'not seen': '–' } as const

/** One report: every check with its clause, under those that failed the frames that broke them. */
export function AcceptanceReport({ deviceId, acceptanceId }: { deviceId: string; acceptanceId: string }) {
  const w = useWords(acceptanceWords)
  const params = { deviceId, acceptanceId }
  const query = useQuery(ask(getAcceptance, { params }))
  return (
    <DetailBody query={query}>
      {(report) => (
        <div className="acceptance">
          <div className="device-told-head">
            <span>
              {report.protocol} {report.edition}
            </span>
            {!report.isWhole && <span className="quiet">{w.notWhole}</span>}
            <Button size="small" href={addressOf(printAcceptance, { params })} download>
              {w.print}
            </Button>
            <Button size="small" href={addressOf(getAcceptance, { params })} download="acceptance.json">
              {w.json}
            </Button>
          </div>
          <table className="device-values">
            <thead>
              <tr>
                <th>{w.outcome}</th>
                <th>{w.check}</th>
                <th className="end">{w.counts}</th>
              </tr>
            </thead>
            <tbody>
              {report.checks.map((one) => (
                <Check key={one.id} one={one} />
              ))}
            </tbody>
          </table>
          {report.unknown.length > 0 && (
            <p className="quiet">
              {w.unknown}
              {report.unknown.map(({ name, count }) => `${name} × ${count.toLocaleString()}`).join('、')}
            </p>
          )}
        </div>
      )}
    </DetailBody>
  )
}

function Check({ one }: { one: Checked }) {
  const w = useWords(acceptanceWords)
  const pick = usePick()
  const { outcome, clause, weight, seen, failed, evidence } = one
  return (
    <tr className={`acceptance-${outcome.replace(' ', '-')}`}>
      <td className="acceptance-outcome">
        <span aria-hidden="true">{signs[outcome]}</span> {w[outcome]}
      </td>
      <td>
        <div>
          {pick(one)} {weight === 'should' && <span className="quiet">{w.should}</span>}
        </div>
        <div className="quiet">{clause}</div>
        {evidence.length > 0 && (
          <details>
            <summary>{w.frames(failed)}</summary>
            <ul className="acceptance-evidence">
              {evidence.map((each) => (
                <li key={`${each.at} ${each.hex} ${each.en}`}>
                  {pick(each)} {each.at && <span className="quiet">{formatTime(each.at)}</span>}
                  {each.hex && <code>{each.hex}</code>}
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td className="end">{seen > 0 && `${failed} / ${seen.toLocaleString()}`}</td>
    </tr>
  )
}
