import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { type CaseDetail, type CaseMoved, countCases, getCase, listCases } from '#city/case/contract.ts'
import { AttendanceLine, useBeingAt } from '#web/kit/attendance.tsx'
import { ClockBadge } from '#web/kit/clock-badge.tsx'
import { defineWords, useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import { BeforeAfter } from '#web/kit/photos/before-after.tsx'
import { ask, routeKey } from '#web/kit/query.ts'
import { Rested } from '#web/kit/rested.tsx'
import { useMe } from '#web/kit/session.ts'
import { Soon } from '#web/kit/soon.tsx'
import { type Stage, StageTag, useStageNames } from '#web/kit/stage-tag.tsx'
import { Failure, Loading } from '#web/kit/states.tsx'
import { ActionBar, useStepTitle } from '#web/kit/steps/action-bar.tsx'
import { useUndo } from '#web/kit/steps/use-undo.tsx'
import { Timeline } from '#web/kit/timeline/timeline.tsx'
import { useMedia } from '#web/kit/use-media.ts'
import { CaseAlarms } from '../alarms/case-alarms.tsx'
import { SpotBadge } from '../chronic/spot-badge.tsx'
import { CaseDuplicates } from '../duplicate/case-duplicates.tsx'
import { CaseFamily } from '../duplicate/case-family.tsx'
import { CaseReuse } from '../photo-reuse/case-reuse.tsx'
import { PushButton } from '../walls/push-button.tsx'
import { CaseActionsSheet } from './case-actions-sheet.tsx'
import { CaseClocks } from './case-clocks.tsx'
import { CaseFacts, CasePhotos } from './case-facts.tsx'
import { UrgencyTag } from './case-words.tsx'
import './case.css'
import { Clause } from './clause.tsx'
import { ContractorPanel } from './contractor-panel.tsx'
import { OwnerPanel } from './owner-panel.tsx'
import { Reporter } from './reporter.tsx'

const words = defineWords({
  facts: { zh: '案情', en: 'Facts' },
  photos: { zh: '照片', en: 'Photos' },
  map: { zh: '位置', en: 'Place' },
  mapOf: { zh: (number: string) => `案件 ${number} 的位置`, en: (number: string) => `Where case ${number} is` },
  history: { zh: '办理历程', en: 'History' },
  actions: { zh: '可办步骤', en: 'What can be done' },
  clocks: { zh: '时限', en: 'Clocks' },
  moved: {
    zh: (number: string, stage: string) => `${number} 已进入“${stage}”`,
    en: (number: string, stage: string) => `${number} is now “${stage}”`,
  },
  film: { zh: '回放', en: 'Replay' },
  noPoint: { zh: '尚未定位，登记时只有文字位置。', en: 'No point yet; only words.' },
})

type Props = {
  id: string
  onClose?: () => void
  closeLabel?: string
  /** Told after each step, with the stage the case was in. */
  onMoved?: (moved: CaseMoved, before: Stage) => void
}

/** One case whole, beside a list or on a page of its own. */
export function CaseView({ id, onClose, closeLabel, onMoved }: Props) {
  const { data, error, refetch } = useQuery(ask(getCase, { params: { id } }))
  const isNarrow = useMedia('(max-width: 760px)')
  const done = useDone(id, data)
  const [act, setAct] = useState<string>()
  const stepName = useStepTitle()
  useBeingAt(data?.caseId, act)
  const onDone = (moved: CaseMoved, kind: string) => {
    done(moved, kind)
    if (data) onMoved?.(moved, data.stage)
  }
  // A case that has left this person's sight is not shown as it last was.
  if (error && (!data || error.status === 404))
    return <Failure problem={error} onRetry={() => void refetch()} isPage={!onClose} />
  if (!data) return <Loading rows={10} />
  return (
    <article className="case" aria-labelledby="case-number">
      <CaseHead detail={data} onClose={onClose} closeLabel={closeLabel} />
      <AttendanceLine caseId={id} stepName={stepName} />
      <div className="case-columns">
        <Told detail={data} />
        <div className="case-guidance">
          <Soon>
            <Guidance detail={data} isNarrow={isNarrow} onDone={onDone} onAct={setAct} />
          </Soon>
        </div>
      </div>
      {isNarrow && <CaseActionsSheet detail={data} onDone={onDone} onAct={setAct} />}
    </article>
  )
}

/**
 * After a step the case, the lists and the counts are asked afresh; the person is told where the case went. A collector's
 * task is out of sight once it is answered, so the next ones are shown instead.
 */
function useDone(id: string, detail: CaseDetail | undefined): (moved: CaseMoved, kind: string) => void {
  const w = useWords(words)
  const me = useMe()
  const navigate = useNavigate()
  const stages = useStageNames()
  const client = useQueryClient()
  const tell = useUndo()
  return (moved, kind) => {
    const { number, stage } = moved
    const isAnswered = detail?.collectorId === me.personId && stage !== detail.stage
    if (isAnswered && me.permissions['case.read'] === 'task')
      void navigate({ to: '/cases', search: { list: 'my-tasks' } })
    else void client.invalidateQueries({ queryKey: [routeKey(getCase), { id }] })
    for (const contract of [listCases, countCases]) void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    tell(moved, kind, w.moved(number, stages[stage]))
  }
}

type HeadProps = { detail: CaseDetail; onClose: (() => void) | undefined; closeLabel: string | undefined }

function CaseHead({ detail, onClose, closeLabel }: HeadProps) {
  const w = useWords(words)
  return (
    <header className="case-head">
      <h1 id="case-number">{detail.number}</h1>
      <StageTag stage={detail.stage} />
      <UrgencyTag urgency={detail.urgency} />
      <ClockBadge item={detail} />
      <Rested>
        <SpotBadge caseId={detail.caseId} />
      </Rested>
      <span className="case-head-acts">
        <Soon>
          <Link to="/cases/$id/film" params={{ id: detail.caseId }}>
            {w.film}
          </Link>
          <PushButton what={{ caseNumber: detail.number }} size="small" />
        </Soon>
      </span>
      {onClose && (
        <Button type="text" onClick={onClose} aria-label={closeLabel} title={closeLabel} className="case-close">
          ✕
        </Button>
      )}
    </header>
  )
}

const mapHeight = 260

function Told({ detail }: { detail: CaseDetail }) {
  const w = useWords(words)
  return (
    <div className="case-told">
      <section className="panel" aria-label={w.facts}>
        <p className="case-description">{detail.description}</p>
        <CaseFacts detail={detail} />
      </section>
      <Soon>
        <Panels detail={detail} />
      </Soon>
    </div>
  )
}

/** What is told besides: pictures, alarms, likenesses, the place and the history. */
function Panels({ detail }: { detail: CaseDetail }) {
  const w = useWords(words)
  const { point, number } = detail
  const marks = useMemo(
    () => (point ? [{ id: 'case', point: { ...point, frame: 'CGCS2000' as const }, label: number }] : []),
    [point, number],
  )
  return (
    <>
      {detail.files.length > 0 && (
        <section className="panel">
          <h2>{w.photos}</h2>
          <CasePhotos detail={detail} />
        </section>
      )}
      <Rested>
        <BeforeAfter caseId={detail.caseId} isPanel />
        <CaseAlarms caseId={detail.caseId} />
        <CaseReuse caseId={detail.caseId} />
        <CaseDuplicates detail={detail} />
      </Rested>
      <section className="panel">
        <h2>{w.map}</h2>
        {marks[0] ? (
          <Rested fallback={<div className="map" style={{ blockSize: mapHeight }} />}>
            <CityMap label={w.mapOf(number)} at={marks[0].point} marks={marks} height={mapHeight} />
          </Rested>
        ) : (
          <p className="quiet">{w.noPoint}</p>
        )}
      </section>
      <section className="panel">
        <h2>{w.history}</h2>
        <Timeline events={detail.events} />
      </section>
    </>
  )
}

type GuidanceProps = {
  detail: CaseDetail
  isNarrow: boolean
  onDone: (moved: CaseMoved, kind: string) => void
  onAct: (kind: string | undefined) => void
}

function Guidance({ detail, isNarrow, onDone, onAct }: GuidanceProps) {
  const w = useWords(words)
  return (
    <>
      {!isNarrow && (
        <section className="panel">
          <h2>{w.actions}</h2>
          <ActionBar detail={detail} onDone={onDone} onAct={onAct} />
        </section>
      )}
      {detail.clocks.length > 0 && (
        <section className="panel">
          <h2>{w.clocks}</h2>
          <CaseClocks detail={detail} />
        </section>
      )}
      <Rested>
        <ContractorPanel caseId={detail.caseId} />
        <OwnerPanel caseId={detail.caseId} />
      </Rested>
      {detail.clause && <Clause clause={detail.clause} />}
      <Rested>
        <CaseFamily caseId={detail.caseId} />
        <Reporter caseId={detail.caseId} />
      </Rested>
    </>
  )
}
