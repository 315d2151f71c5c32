import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { listScoreRuns, verifyScoreRun } from '#supervise/score/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

/** Computes a run again from the events and says whether the bytes are the same. */
export function RunVerify({ runId }: { runId: string }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const command = useCommand(verifyScoreRun)
  const { data, error, isPending } = command
  const verify = () =>
    command.mutate(
      { params: { runId }, body: {} },
      { onSuccess: () => void client.invalidateQueries({ queryKey: [routeKey(listScoreRuns)] }) },
    )
  return (
    <>
      <Button loading={isPending} onClick={verify}>
        {w.verify}
      </Button>
      <span role="status" className={data && !data.equal ? 'tag tone-red' : data ? 'tag tone-green' : ''}>
        {error
          ? pick(error)
          : data
            ? data.equal
              ? `✓ ${w.verified(data.cases)}`
              : `✗ ${w.differs(data.differences.length)}`
            : ''}
      </span>
    </>
  )
}
