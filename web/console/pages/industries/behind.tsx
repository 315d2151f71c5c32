import { useQuery } from '@tanstack/react-query'
import { Drawer, Select } from 'antd'
import { useState } from 'react'
import { type BoardIndicator, getBehindIndicator } from '#supervise/indicator/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Props = { industryId: string; indicator: BoardIndicator; onClose: () => void }

/** The rows a month's number is made of. */
export function Behind({ industryId, indicator, onClose }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const [period, setPeriod] = useState(indicator.readings.at(-1)?.period ?? '')
  const params = { industryId, indicatorId: indicator.id }
  const { data, error, refetch } = useQuery(ask(getBehindIndicator, { params, query: { period } }))
  const options = indicator.readings.map((one) => ({ value: one.period, label: one.period })).reverse()
  return (
    <Drawer
      open
      onClose={onClose}
      size={640}
      title={w.behindOf(pick(indicator.title))}
      closable={{ 'aria-label': w.close }}
    >
      <div className="detail">
        <Select aria-label={w.month} value={period} options={options} onChange={setPeriod} />
        {error && <Failure problem={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading rows={6} />}
        {data?.items.length === 0 && <Nothing title={w.empty} />}
        {data?.isCut && <p className="quiet">{w.cut}</p>}
        <ul className="brings">
          {data?.items.map(({ code, what, at, counted }) => (
            <li key={`${code} ${at}`}>
              <span>{what}</span>
              <span className={`tag ${counted ? 'tone-green' : 'tone-grey'}`}>
                {counted ? w.counted : w.notCounted}
              </span>
              <p className="quiet brings-note">{[code, at && formatTime(at)].filter(Boolean).join(' · ')}</p>
            </li>
          ))}
        </ul>
      </div>
    </Drawer>
  )
}
