import type { ReactNode } from 'react'
import type { CaseDetail } from '#city/case/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { defineWords, useWords } from '#web/kit/language.ts'
import type { Photo } from '#web/kit/photos/photo.ts'
import { PhotoStrip } from '#web/kit/photos/photo-strip.tsx'
import { formatTime } from '#web/kit/time.ts'
import { useSourceName } from './case-words.tsx'

const words = defineWords({
  category: { zh: '小类', en: 'Category' },
  unsorted: { zh: '未分类', en: 'Not sorted' },
  component: { zh: '部件', en: 'Component' },
  matter: { zh: '事项', en: 'Matter' },
  source: { zh: '来源', en: 'Source' },
  reported: { zh: '登记时间', en: 'Registered' },
  place: { zh: '位置', en: 'Place' },
  cell: { zh: '单元网格', en: 'Cell' },
  componentCode: { zh: '部件编码', en: 'Component code' },
  point: { zh: '坐标', en: 'Coordinates' },
  unit: { zh: '责任单位', en: 'Unit' },
  helpers: { zh: '协办单位', en: 'Helping units' },
  helped: { zh: '已反馈', en: 'reported' },
  helping: { zh: '协办中', en: 'at work' },
  collector: { zh: '采集员', en: 'Collector' },
  trouble: { zh: '回退 / 返工 / 督办', en: 'Returns / reworks / urges' },
  outcome: { zh: '办理结果', en: 'Outcome' },
  lateness: { zh: '超时认定', en: 'Lateness' },
  spared: { zh: '超时；申诉成立，考核免计', en: 'Late; the appeal was upheld, the score is spared' },
  rating: { zh: '诉求人评价', en: 'Rating' },
  stars: { zh: (n: number) => `${n} 分（满分 5 分）`, en: (n: number) => `${n} of 5` },
  report: { zh: '上报', en: 'Report' },
  confirm: { zh: '核实', en: 'Confirmation' },
  before: { zh: '处置前', en: 'Before' },
  after: { zh: '处置后', en: 'After' },
  verify: { zh: '核查', en: 'Verification' },
  other: { zh: '其他', en: 'Other' },
  solved: { zh: '已解决', en: 'Solved' },
  not_ours: { zh: '非本区职责', en: 'Not ours' },
  no_basis: { zh: '无处置依据', en: 'No basis' },
  deferred: { zh: '暂缓解决', en: 'Deferred' },
})

/** The facts of a case as pairs; what is not known is not shown. */
export function CaseFacts({ detail }: { detail: CaseDetail }) {
  const w = useWords(words)
  const sourceName = useSourceName()
  const { point, kind } = detail
  const area = [detail.streetName, detail.communityName].filter(Boolean).join(' ')
  const trouble = detail.returns + detail.reworks + detail.urges
  const rows: [string, ReactNode][] = [
    [
      w.category,
      detail.categoryName ? `${detail.categoryName}${kind ? `（${w[kind]} ${detail.category}）` : ''}` : w.unsorted,
    ],
    [w.place, [area, detail.placeText].filter(Boolean).join(' · ')],
    [w.cell, detail.cellCode],
    [w.componentCode, detail.componentCode],
    [w.point, point && `${point.lon.toFixed(6)}, ${point.lat.toFixed(6)}（${point.frame}）`],
    [w.source, sourceName(detail.source)],
    [w.reported, formatTime(detail.reportedAt)],
    [w.unit, detail.unitName],
    [w.helpers, detail.helpers.length > 0 && <Helpers detail={detail} />],
    [w.collector, detail.collectorName],
    [w.trouble, trouble > 0 && `${detail.returns} / ${detail.reworks} / ${detail.urges}`],
    [w.outcome, detail.outcome && (w[detail.outcome as 'solved'] ?? detail.outcome)],
    [w.lateness, detail.appealUpheld === true && w.spared],
    [w.rating, detail.rating && w.stars(detail.rating)],
  ]
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** Each helping unit and whether it has done its part. */
function Helpers({ detail: { helpers } }: { detail: CaseDetail }) {
  const w = useWords(words)
  return (
    <ul className="case-helpers">
      {helpers.map(({ unitId, unitName, done }) => (
        <li key={unitId}>
          {unitName}{' '}
          <span className={done ? 'tag tone-green' : 'tag tone-blue'}>
            <Glyph name={done ? 'tick' : 'play'} />
            {done ? w.helped : w.helping}
          </span>
        </li>
      ))}
    </ul>
  )
}

const order = ['report', 'confirm', 'before', 'after', 'verify', 'other'] as const

/** All pictures of a case in the order of its way, each with what it shows and when it came. */
export function CasePhotos({ detail }: { detail: CaseDetail }) {
  const w = useWords(words)
  const at = new Map(detail.events.map((event) => [event.seq, event.at]))
  const photos: Photo[] = order.flatMap((purpose) =>
    detail.files
      .filter((file) => file.purpose === purpose)
      .map(({ fileId, seq }) => ({
        fileId,
        caption: [w[purpose], at.has(seq) && formatTime(at.get(seq)!).slice(5)].filter(Boolean).join(' '),
      })),
  )
  return <PhotoStrip photos={photos} />
}
