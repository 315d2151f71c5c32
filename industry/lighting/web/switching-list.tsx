import { App, Button } from 'antd'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'
import { decideSwitching, endSwitching, type Group, type Switching } from '../contract.ts'
import { words } from './words.ts'

type Props = {
  switchings: readonly Switching[]
  groups: readonly Group[]
  mayOperate: boolean
  onChanged: () => void
}

/** What hands have switched, and what waits for a second person. */
export function SwitchingList({ switchings, groups, mayOperate, onChanged }: Props) {
  if (switchings.length === 0) return null
  const nameOf = new Map(groups.map(({ groupId, name }) => [groupId, name]))
  return (
    <ul className="switchings">
      {switchings.map((one) => (
        <Line
          key={one.switchingId}
          one={one}
          name={one.groupId ? nameOf.get(one.groupId) : undefined}
          mayOperate={mayOperate}
          onChanged={onChanged}
        />
      ))}
    </ul>
  )
}

type LineProps = { one: Switching; name: string | undefined; mayOperate: boolean; onChanged: () => void }

function Line({ one, name, mayOperate, onChanged }: LineProps) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const { message } = App.useApp()
  const decide = useCommand(decideSwitching)
  const end = useCommand(endSwitching)
  const params = { stateId: one.switchingId }
  const after = {
    onSuccess: onChanged,
    onError: (problem: { zh: string; en: string }) => void message.error(pick(problem)),
  }
  const isWaiting = one.state === 'waiting'
  const isOwn = me?.name === one.askedName
  return (
    <li>
      <span className={`tag ${isWaiting ? 'tone-red' : 'tone-blue'}`}>{isWaiting ? w.waiting : w.inForce}</span>
      <span>
        {(one.isOn ? w.onOf : w.offOf)(name ?? w.all)}；{one.reason}
        <span className="quiet"> {w.askedBy(one.askedName, formatTime(one.untilAt))}</span>
      </span>
      {mayOperate && (
        <span className="lamps-acts">
          {isWaiting && isOwn && <span className="quiet">{w.ownAsk}</span>}
          {isWaiting && (
            <>
              <Button
                size="small"
                type="primary"
                disabled={isOwn}
                onClick={() => decide.mutate({ params, body: { agrees: true } }, after)}
              >
                {w.agreeTo}
              </Button>
              <Button
                size="small"
                disabled={isOwn}
                onClick={() => decide.mutate({ params, body: { agrees: false } }, after)}
              >
                {w.refuse}
              </Button>
            </>
          )}
          <Button size="small" onClick={() => end.mutate({ params, body: {} }, after)}>
            {isWaiting ? w.cancel : w.end}
          </Button>
        </span>
      )}
    </li>
  )
}
