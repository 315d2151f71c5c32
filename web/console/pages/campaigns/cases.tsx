import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { stageNames } from '#city/case/contract.ts'
import { listCampaignCases } from '#command/campaign/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Member = ReplyOf<typeof listCampaignCases>['items'][number]

/** The cases of a campaign, the newest first. */
export function CampaignCases({ id }: { id: string }) {
  const w = useWords(words)
  const source = useKeyset<Member, typeof listCampaignCases>(listCampaignCases, { params: { id }, query: {} }, 'after')
  if (source.problem) return <Failure problem={source.problem} onRetry={source.retry} />
  if (source.isLoading) return <Loading />
  if (source.rows.length === 0) return <Nothing title={w.noCases} />
  return (
    <>
      <div className="plain-table">
        <table>
          <thead>
            <tr>
              {[w.number, w.stage, w.unit, w.place, w.reportedAt].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {source.rows.map((row) => (
              <tr key={row.caseId}>
                <td className="number">
                  <Link to="/cases/$id" params={{ id: row.caseId }}>
                    {row.number}
                  </Link>
                  <small>{[row.category, ...(row.byHand ? [w.byHand] : [])].filter(Boolean).join('，')}</small>
                </td>
                <td>{stageNames[row.stage as keyof typeof stageNames] ?? row.stage}</td>
                <td>{row.unit ?? w.noUnit}</td>
                <td>{row.place}</td>
                <td className="number">{formatTime(row.reportedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {source.hasMore && (
        <p className="part-note">
          <Button onClick={source.loadMore} loading={source.isLoadingMore}>
            {w.more}
          </Button>
        </p>
      )}
    </>
  )
}
