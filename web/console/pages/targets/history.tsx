import { App, Button } from 'antd'
import { restorePlanTarget } from '#supervise/target/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import type { Detail } from './detail.tsx'
import { differencesOf } from './difference.ts'
import { DifferenceList } from './difference-list.tsx'
import { useUndo } from './use-undo.tsx'
import { words } from './words.ts'

/** Every version with who, why and what it changed; an earlier one can be put back, as a new version. */
export function History({ item, mayWrite }: { item: Detail; mayWrite: boolean }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const undo = useUndo()
  const command = useCommand(restorePlanTarget)
  const restore = (version: number) =>
    command.mutate(
      {
        params: { targetId: item.targetId },
        body: { basedOn: item.version, version, reason: w.restoreReason(version) },
      },
      { onSuccess: undo.changed, onError: (problem) => void message.error(pick(problem)) },
    )
  return (
    <section aria-labelledby="target-history">
      <h3 id="target-history">{w.history}</h3>
      <ol className="history">
        {item.versions.map(({ version, body, reason, changedAt, changedBy }, at) => {
          const before = item.versions[at + 1]
          return (
            <li key={version}>
              <p>
                <strong>{w.version(version)}</strong> {formatTime(changedAt)} {changedBy}：{reason}{' '}
                {mayWrite && version !== item.version && (
                  <Button size="small" onClick={() => restore(version)} loading={command.isPending}>
                    {w.restore}
                  </Button>
                )}
              </p>
              {before && <DifferenceList differences={differencesOf(before.body, body)} />}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
