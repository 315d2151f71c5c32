import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { findCaseDuplicates } from '#analyse/duplicate/contract.ts'
import { countCases, getCase, listCases } from '#city/case/contract.ts'
import { getFamily, mergeCase, unmergeCase } from '#serve/intake/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

export type Side = { readonly caseId: string; readonly number: string; readonly version?: number | undefined }

const UNDO_SECONDS = 12

/** Merges one case into another and offers to undo it while the message stands. */
export function useMerge(onDone: () => void) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { notification, message } = App.useApp()
  const merging = useCommand(mergeCase)
  const undoing = useCommand(unmergeCase)
  const refresh = () => {
    for (const contract of [getCase, getFamily, findCaseDuplicates, listCases, countCases])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
  }
  const undo = (from: Side, key: string) => {
    notification.destroy(key)
    undoing.mutate(
      { params: { id: from.caseId }, body: { reason: w.undoReason } },
      {
        onSuccess: () => {
          refresh()
          message.success(w.undone(from.number))
        },
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  }
  const merge = (from: Side, into: Side, reason: string) =>
    merging.mutate(
      {
        params: { id: from.caseId },
        body: { into: into.caseId, reason, ...(from.version ? { seen: from.version } : {}) },
      },
      {
        onSuccess: () => {
          refresh()
          const key = `merged-${from.caseId}`
          notification.success({
            key,
            title: w.merged(from.number, into.number),
            duration: UNDO_SECONDS,
            actions: (
              <Button size="small" onClick={() => undo(from, key)}>
                {w.undo}
              </Button>
            ),
          })
          onDone()
        },
      },
    )
  return { merge, isBusy: merging.isPending, problem: merging.error }
}
