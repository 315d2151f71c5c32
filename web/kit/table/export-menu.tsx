import { DownloadOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { RouteContract } from '#kernel/http/contract.ts'
import { asProblem } from '../client.ts'
import { defineWords, useLanguage, usePick, useWords } from '../language.ts'
import { ask, routeKey } from '../query.ts'
import { shortTime, useNow } from '../time.ts'
import './export-menu.css'

const words = defineWords({
  export: { zh: '导出', en: 'Export' },
  running: { zh: (n: number) => `导出（${n} 个在后台进行）`, en: (n: number) => `Export (${n} in the background)` },
  seen: { zh: '导出所见的列', en: 'The columns I see' },
  all: { zh: '导出全部列', en: 'All columns' },
  rule: {
    zh: '超过 5000 行转后台并只用 CSV，完成时通知；文件保留 24 小时，范围与遮盖和列表相同，每次导出计入审计。',
    en: 'Beyond 5,000 rows in the background and as CSV, with a notice when ready; kept for 24 hours, veiled as the list is, and audited.',
  },
  queued: {
    zh: '已转后台导出，可以离开本页，完成后会通知您。',
    en: 'It is made in the background; leave the page if you like, you will be told.',
  },
  mine: { zh: '近 24 小时的后台导出', en: 'Exports of the last 24 hours' },
  rows: { zh: (n: number) => `${n.toLocaleString('zh-CN')} 行`, en: (n: number) => `${n.toLocaleString('en')} rows` },
  waiting: { zh: '排队中', en: 'Waiting' },
  failed: { zh: '未完成，请重新导出', en: 'Failed; export it again' },
  expired: { zh: '已过期清除', en: 'Gone' },
  download: { zh: '下载', en: 'Download' },
  size: { zh: (kb: string) => `${kb} KB`, en: (kb: string) => `${kb} KB` },
  progress: { zh: '导出进度', en: 'Progress of the export' },
})

/** An export made in the background, as any list tells of it. */
export type ExportItem = {
  readonly exportId: string
  readonly askedAt: string
  readonly state: 'waiting' | 'running' | 'ready' | 'failed' | 'expired'
  readonly rows: number
  readonly total: number
  readonly bytes: number
}

type ListContract = RouteContract<
  z.ZodObject<Record<never, never>>,
  z.ZodObject<Record<never, never>>,
  z.ZodUndefined,
  z.ZodType<{ items: readonly ExportItem[] }>
>

type Props = {
  /** Asks for the file: an address where it can be had at once, or the export that was queued. */
  readonly start: (which: Which, format: ExportFormat) => Promise<{ address: string } | { exportId: string }>
  readonly list: ListContract
  readonly addressOf: (exportId: string) => string
}

type Which = 'seen' | 'all'
export type ExportFormat = 'xlsx' | 'csv'

const formats = [
  { format: 'xlsx', name: 'Excel' },
  { format: 'csv', name: 'CSV' },
] as const

const isUnderWay = ({ state }: ExportItem): boolean => state === 'waiting' || state === 'running'

/** A list as a file, as it is filtered and ordered now. Long ones are followed here, also after the page was loaded anew. */
export function ExportMenu({ start, list, addressOf }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const { data } = useQuery({
    ...ask(list, {}),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 2_000 : false),
  })
  const items = data?.items ?? []
  const running = items.filter(isUnderWay).length
  const begin = async (which: Which, format: ExportFormat) => {
    setBusy(true)
    try {
      const begun = await start(which, format)
      if ('address' in begun) {
        location.assign(begun.address)
        setOpen(false)
      } else {
        void message.success(w.queued)
        await client.invalidateQueries({ queryKey: [routeKey(list)] })
      }
    } catch (error) {
      void message.error(pick(asProblem(error)))
    }
    setBusy(false)
  }
  const content = (
    <div className="export-menu">
      {(['seen', 'all'] as const).map((which) => (
        <p key={which} className="export-choice">
          <span>{w[which]}</span>
          {formats.map(({ format, name }) => (
            <Button
              key={format}
              size="small"
              disabled={isBusy}
              aria-label={`${w[which]}（${name}）`}
              onClick={() => void begin(which, format)}
            >
              {name}
            </Button>
          ))}
        </p>
      ))}
      <p className="quiet">{w.rule}</p>
      {items.length > 0 && <h3>{w.mine}</h3>}
      <ul>
        {items.map((item) => (
          <Line key={item.exportId} item={item} address={addressOf(item.exportId)} />
        ))}
      </ul>
    </div>
  )
  const label = running > 0 ? w.running(running) : w.export
  return (
    <Popover content={content} trigger="click" placement="bottomRight" open={isOpen} onOpenChange={setOpen}>
      <Badge dot={running > 0} status="processing">
        <Button icon={<DownloadOutlined aria-hidden />} aria-label={label} title={label} aria-expanded={isOpen} />
      </Badge>
    </Popover>
  )
}

function Line({ item, address }: { readonly item: ExportItem; readonly address: string }) {
  const w = useWords(words)
  const language = useLanguage()
  const now = useNow()
  const { state, rows, total, bytes } = item
  return (
    <li>
      <span>
        {shortTime(item.askedAt, now, language)}　{w.rows(total)}
      </span>
      {state === 'ready' ? (
        <a href={address}>
          {w.download}（{w.size(Math.ceil(bytes / 1024).toLocaleString())}）
        </a>
      ) : state === 'running' ? (
        <span className="export-progress">
          <progress value={rows} max={Math.max(total, 1)} aria-label={w.progress} />
          {Math.min(99, Math.floor((rows / Math.max(total, 1)) * 100))}%
        </span>
      ) : (
        <span className="quiet">{w[state]}</span>
      )}
    </li>
  )
}
