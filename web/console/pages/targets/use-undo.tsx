import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { getPlanTarget, listPlanTargets, restorePlanTarget, withdrawActual } from '#supervise/target/contract.ts'
import { asProblem, call } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey } from '#web/kit/query.ts'
import { words } from './words.ts'

const SECONDS = 12

/** Says that something was done, with a button that takes it back, and has the register read anew. */
export function useUndo() {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { notification, message } = App.useApp()
  const refresh = () => {
    for (const contract of [listPlanTargets, getPlanTarget])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
  }
  const offer = (title: string, takeBack: () => Promise<unknown>) => {
    const key = `undo-${Date.now()}`
    const undo = () => {
      notification.destroy(key)
      takeBack().then(
        () => {
          refresh()
          message.success(w.undone)
        },
        (error: unknown) => message.error(pick(asProblem(error))),
      )
    }
    refresh()
    const actions = (
      <Button size="small" onClick={undo}>
        {w.undo}
      </Button>
    )
    notification.success({ key, title, actions, duration: SECONDS })
  }
  return {
    refresh,
    /** After a new version: puts the one before it back. */
    changed: ({ targetId, version }: { targetId: string; version: number }) =>
      offer(w.saved, () =>
        call(restorePlanTarget, {
          params: { targetId },
          body: { basedOn: version, version: version - 1, reason: w.undoReason },
        }),
      ),
    /** After a new actual value: withdraws it. */
    entered: (targetId: string, actualId: string) =>
      offer(w.actualEntered, () =>
        call(withdrawActual, { params: { targetId, actualId }, body: { reason: w.undoReason } }),
      ),
  }
}
