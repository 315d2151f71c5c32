import { Progress } from 'antd'
import type { listCampaigns } from '#command/campaign/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

export type Campaign = ReplyOf<typeof listCampaigns>['items'][number]

/** How many are closed of those it has, against its target. */
export function Share({ campaign: { counts, target } }: { campaign: Pick<Campaign, 'counts' | 'target'> }) {
  const w = useWords(words)
  const percent = counts.total === 0 ? 0 : Math.floor((100 * counts.closed) / counts.total)
  return (
    <>
      <Progress
        percent={percent}
        size="small"
        aria-label={w.progress}
        strokeColor={percent >= target ? '#00664b' : '#0958d9'}
      />
      <small>
        {[
          w.count(counts.closed, counts.total),
          ...(counts.late > 0 ? [w.late(counts.late)] : []),
          ...(counts.added + counts.removed > 0 ? [w.byHandCount(counts.added, counts.removed)] : []),
        ].join(' · ')}
      </small>
    </>
  )
}
