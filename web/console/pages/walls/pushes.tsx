import { App, Button } from 'antd'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { endPush, type listWalls, themes } from '#supervise/wall/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Props = { pushes: ReplyOf<typeof listWalls>['pushes']; mayEnd: boolean; onDone: () => void }

/** What stands on the walls by somebody's hand, and a way to end it. */
export function Pushes({ pushes, mayEnd, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const command = useCommand(endPush)
  if (pushes.length === 0) return null
  const end = (pushId: string) =>
    command.mutate(
      { params: { pushId } },
      { onSuccess: onDone, onError: (problem) => void message.error(pick(problem)) },
    )
  return (
    <section className="walls-part" aria-labelledby="walls-now">
      <h2 id="walls-now">{w.now}</h2>
      <ul className="walls-list">
        {pushes.map(({ pushId, wall, theme, caseNumber, view, pushedBy, until }) => (
          <li key={pushId}>
            <b>{theme ? pick(themes[theme]) : view ? w.mapView : caseNumber}</b>
            <span>{wall ?? w.allWalls}</span>
            <span className="quiet">
              {pushedBy} · {w.until(formatTime(until).slice(11))}
            </span>
            {mayEnd && (
              <Button size="small" onClick={() => end(pushId)}>
                {w.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
