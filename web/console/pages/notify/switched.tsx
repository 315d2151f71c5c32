import type { DestinationItem } from '#command/notify/webhook/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

/** Whether a destination is sent to, and what is missing where it is not. */
export function Switched({ item: { enabled, hasSecret } }: { item: DestinationItem }) {
  const w = useWords(words)
  const [tone, word] = enabled ? ['green', w.inUse] : hasSecret ? ['grey', w.notInUse] : ['brown', w.noSecret]
  return <span className={`tag tone-${tone} notify-plain`}>{word}</span>
}
