import { App, Button } from 'antd'
import { dropPlanChange } from '#command/inspection/change/contract.ts'
import type { PlanVersion } from '#command/inspection/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Props = {
  planId: string
  versions: readonly PlanVersion[]
  mayChange: boolean
  onChanged: () => void
}

/** What a plan asked, asks and will ask, newest first; what waits for its day may be dropped. */
export function PlanVersions({ planId, versions, mayChange, onChanged }: Props) {
  const w = useWords(words)
  if (versions.length < 2) return null
  return (
    <section>
      <h3>{w.versions}</h3>
      <ul className="history">
        {versions.map((one) => (
          <li key={one.version}>
            <b>{w.version(one.version, one.fromOn)}</b> <span className="tag tone-grey">{w[one.standing]}</span>
            <VersionTerms one={one} />
            <p className="quiet">
              {one.by} · {formatTime(one.at)}
              {one.reason && ` · ${one.reason}`}
              {one.droppedAt && ` · ${w.droppedBy(one.droppedBy ?? '', formatTime(one.droppedAt))}`}
            </p>
            {mayChange && one.standing === 'waits' && <Drop planId={planId} onDone={onChanged} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function VersionTerms({ one }: { one: PlanVersion }) {
  const w = useWords(words)
  const { scope } = one
  return (
    <p>
      {[
        w.every(one.everyDays),
        one.onWorkdays && w.workdays,
        one.personName ?? one.unitName ?? w.anybody,
        one.windowFrom && one.windowTo && w.window(one.windowFrom, one.windowTo),
        one.endsOn && w.until(one.endsOn),
        scope.areaCode && w.inArea(scope.areaCode),
        scope.road,
        scope.codes.length > 0 && w.listed(scope.codes.length),
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  )
}

function Drop({ planId, onDone }: { planId: string; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const command = useCommand(dropPlanChange)
  const drop = () =>
    command.mutate(
      { params: { planId }, body: {} },
      { onSuccess: onDone, onError: (problem) => void message.error(pick(problem)) },
    )
  return (
    <Button size="small" loading={command.isPending} onClick={drop}>
      {w.dropChange}
    </Button>
  )
}
