import type { ReactNode } from 'react'
import { acceptTask, type contractorTask } from '#command/contractor/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { Report } from './report.tsx'
import { ShownCase } from './shown-case.tsx'
import { words } from './words.ts'

type Props = { task: ReplyOf<typeof contractorTask>; district: string; onMoved: () => void }

/** What is to be done, and the one or two things that can be said about it. */
export function Task({ task, district, onMoved }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const accepting = useCommand(acceptTask)
  const facts: readonly (readonly [string, ReactNode])[] = [
    [w.place, task.placeText],
    [w.from, task.unitName],
    [w.due, task.dueBy && formatTime(task.dueBy)],
    [w.closing, task.closing],
    [w.note, task.note],
  ]
  return (
    <>
      <ShownCase
        number={task.number}
        category={task.category}
        description={task.description}
        facts={facts}
        photos={task.photos.map(({ fileId }) => ({
          fileId,
          src: `/api/public/${district}/contractor/photos/${fileId}`,
        }))}
        photosName={w.photos}
      />
      {task.mayAccept && (
        <button
          type="button"
          className="first"
          disabled={accepting.isPending}
          onClick={() => accepting.mutate({ params: { district }, body: {} }, { onSuccess: onMoved })}
        >
          {w.accept}
        </button>
      )}
      {accepting.error && (
        <p className="refusal" role="alert">
          {pick(accepting.error)}
        </p>
      )}
      {task.mayHandle && <Report district={district} onMoved={onMoved} />}
      {!task.mayAccept && !task.mayHandle && (
        <p role="status">{task.stage === 'handled' || task.stage === 'verifying' ? w.waiting : w.nothing}</p>
      )}
    </>
  )
}
