import type { AuditItem } from '#city/audit/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

/** Who did it: a person, or what stands for nobody. */
export function Actor({ row: { actorName, actorId } }: { row: AuditItem }) {
  const w = useWords(words)
  if (actorName) return <strong>{actorName}</strong>
  const name = actorId === 'anonymous' ? w.nobody : actorId === 'command-line' ? w.commandLine : actorId
  return <span className="quiet clip">{name}</span>
}

/** How it ended: glyph, word and colour together. */
export function OutcomeTag({ outcome }: { outcome: AuditItem['outcome'] }) {
  const w = useWords(words)
  return (
    <span className={`tag tone-${outcome === 'done' ? 'green' : 'red'}`}>
      <Glyph name={outcome === 'done' ? 'tick' : 'cross'} />
      {w[outcome]}
    </span>
  )
}
