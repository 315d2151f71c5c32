import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { getSheet, listScoreRuns, makeScoreRun } from '#supervise/score/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'
import { RunFiles } from './run-files.tsx'
import { RunVerify } from './run-verify.tsx'
import type { Sheet } from './sheet-table.tsx'
import { words } from './words.ts'

/** Where the numbers of a sheet come from: a kept run with its hash, or the counts of now. */
export function SheetStanding({ sheet, onLive }: { sheet: Sheet; onLive: (live: boolean) => void }) {
  const w = useWords(words)
  const me = useMe()
  const { run, countedTo, waiting, ruleVersion, rows, subjects } = sheet
  const ownOnly = me.permissions['score.read'] === 'unit'
  return (
    <section className="score-stand" aria-label={run ? w.kept : w.trial}>
      <strong>{run ? w.official(formatTime(run.madeAt), run.madeByName) : w.trial}</strong>
      <span>{w.countedTo(countedTo)}</span>
      <span>{w.ruleVersion(ruleVersion)}</span>
      {run && (
        <span title={run.resultHash}>
          {w.hash} <code>{run.resultHash.slice(0, 12)}</code>
        </span>
      )}
      {waiting > 0 && <span>{w.waiting(waiting)}</span>}
      {ownOnly && subjects > rows.length && <span>{w.ownOnly(subjects)}</span>}
      <span className="score-push score-tools">
        {run && may(me, 'score.export') && <RunFiles runId={run.runId} />}
        {run && may(me, 'score.run') && <RunVerify runId={run.runId} />}
        {run ? (
          <Button onClick={() => onLive(true)}>{w.live}</Button>
        ) : (
          <Button onClick={() => onLive(false)}>{w.kept}</Button>
        )}
        {may(me, 'score.run') && <MakeRun sheet={sheet} onMade={() => onLive(false)} />}
      </span>
    </section>
  )
}

function MakeRun({ sheet: { from, to }, onMade }: { sheet: Sheet; onMade: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const command = useCommand(makeScoreRun)
  const make = () =>
    command.mutate(
      { body: { from, to } },
      {
        onSuccess: () => {
          void client.invalidateQueries({ queryKey: [routeKey(getSheet)] })
          void client.invalidateQueries({ queryKey: [routeKey(listScoreRuns)] })
          onMade()
        },
      },
    )
  return (
    <>
      <Button type="primary" loading={command.isPending} onClick={make}>
        {w.makeRun}
      </Button>
      <span role="status">{command.error ? pick(command.error) : command.isSuccess ? w.made : ''}</span>
    </>
  )
}
