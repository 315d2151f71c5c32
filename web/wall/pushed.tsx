import type { PushedCase } from '#supervise/wall/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { Part, stageText } from './parts.tsx'
import { words } from './words.ts'

/** A case put on the wall by hand: where it stands on one half, how it came there on the other. */
export function PushedBoard({ item, half }: { item: PushedCase; half: 0 | 1 }) {
  const w = useWords(words)
  const pick = usePick()
  if (half === 1)
    return (
      <div className="board board-full">
        <Part title={w.steps} area="full">
          <ol className="ranks steps">
            {item.steps.map(({ stage, at }) => (
              <li key={`${stage} ${at}`}>
                <span>{formatTime(at).slice(5)}</span>
                <strong>{stageText(stage, pick)}</strong>
              </li>
            ))}
          </ol>
        </Part>
      </div>
    )
  const facts = [
    [w.street, item.street ?? '—'],
    [w.unit, item.unit ?? '—'],
    [w.reported, formatTime(item.at)],
    [w.due, item.dueAt ? formatTime(item.dueAt) : '—'],
  ]
  return (
    <div className="board board-full">
      <Part title={item.number} area="full">
        <p className="case-title">{item.category ?? '—'}</p>
        <p className={item.isLate ? 'case-stage red' : 'case-stage'}>
          {item.isLate && `▲ ${w.late} · `}
          {stageText(item.stage, pick)}
        </p>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="clip">{value}</dd>
            </div>
          ))}
        </dl>
      </Part>
    </div>
  )
}
