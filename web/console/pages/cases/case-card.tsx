import type { CaseItem } from '#city/case/contract.ts'
import { AttendanceMark } from '#web/kit/attendance.tsx'
import { ClockBadge } from '#web/kit/clock-badge.tsx'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { UrgencyTag } from '../case/case-words.tsx'

/** A case in a narrow list. */
export const CaseCard = ({ item }: { item: CaseItem }) => (
  <div className="case-card">
    <p className="case-card-top">
      <StageTag stage={item.stage} />
      <ClockBadge item={item} plain />
      <span className="case-number quiet">{item.number}</span>
    </p>
    <p className="clip-2">
      <AttendanceMark caseId={item.caseId} />
      <UrgencyTag urgency={item.urgency} />
      {item.description}
    </p>
    <p className="case-card-foot quiet">
      <span className="clip">{[item.categoryName, item.placeText].filter(Boolean).join(' · ')}</span>
    </p>
  </div>
)
