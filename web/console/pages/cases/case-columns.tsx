import { useMemo } from 'react'
import type { CaseItem } from '#city/case/contract.ts'
import { AttendanceMark } from '#web/kit/attendance.tsx'
import { ClockBadge } from '#web/kit/clock-badge.tsx'
import { defineWords, useLanguage, useWords } from '#web/kit/language.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { shortTime, useNow } from '#web/kit/time.ts'
import { UrgencyTag, useSourceName } from '../case/case-words.tsx'

const words = defineWords({
  number: { zh: '案件编号', en: 'Number' },
  stage: { zh: '阶段', en: 'Stage' },
  clock: { zh: '时限', en: 'Clock' },
  category: { zh: '小类', en: 'Category' },
  description: { zh: '问题描述', en: 'Description' },
  place: { zh: '位置', en: 'Place' },
  unit: { zh: '责任单位', en: 'Unit' },
  collector: { zh: '采集员', en: 'Collector' },
  source: { zh: '来源', en: 'Source' },
  reported: { zh: '登记时间', en: 'Registered' },
  unsorted: { zh: '未分类', en: 'Not sorted' },
  counts: { zh: '回退/返工/督办', en: 'Returns/reworks/urges' },
})

const When = ({ at }: { at: string }) => <>{shortTime(at, useNow(), useLanguage())}</>
const Source = ({ source }: { source: CaseItem['source'] }) => <>{useSourceName()(source)}</>
const Clip = ({ text }: { text: string | null }) => (
  <span className="clip" title={text ?? undefined}>
    {text || '—'}
  </span>
)

/** The columns of a work list. */
export function useCaseColumns(): readonly Column<CaseItem>[] {
  const w = useWords(words)
  return useMemo(
    () => [
      {
        id: 'number',
        header: w.number,
        width: 132,
        fixed: true,
        cell: (item) => <span className="case-number">{item.number}</span>,
      },
      { id: 'stage', header: w.stage, width: 104, fixed: true, cell: (item) => <StageTag stage={item.stage} /> },
      {
        id: 'clock',
        header: w.clock,
        width: 142,
        sort: { by: 'due', direction: 'ascending' },
        cell: (item) => <ClockBadge item={item} />,
      },
      {
        id: 'category',
        header: w.category,
        width: 118,
        cell: (item) => <Clip text={item.categoryName ?? w.unsorted} />,
      },
      {
        id: 'description',
        header: w.description,
        width: 160,
        grow: 2,
        fixed: true,
        cell: (item) => (
          <span className="clip-2">
            <AttendanceMark caseId={item.caseId} />
            <UrgencyTag urgency={item.urgency} />
            {item.description}
          </span>
        ),
      },
      { id: 'place', header: w.place, width: 150, grow: 1, cell: (item) => <Clip text={item.placeText} /> },
      { id: 'unit', header: w.unit, width: 150, cell: (item) => <Clip text={item.unitName} /> },
      {
        id: 'collector',
        header: w.collector,
        width: 90,
        hidden: true,
        cell: (item) => <Clip text={item.collectorName} />,
      },
      { id: 'source', header: w.source, width: 98, cell: (item) => <Source source={item.source} /> },
      {
        id: 'reported',
        header: w.reported,
        width: 104,
        sort: { by: 'reported', direction: 'descending' },
        cell: (item) => <When at={item.reportedAt} />,
      },
      {
        id: 'counts',
        header: w.counts,
        width: 128,
        hidden: true,
        cell: (item) => `${item.returns} / ${item.reworks} / ${item.urges}`,
      },
    ],
    [w],
  )
}
