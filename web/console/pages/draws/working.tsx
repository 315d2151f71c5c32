import { useEffect, useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { Loading } from '#web/kit/states.tsx'
import { canRecount, drawHere, type OpenDraw, type Working as Worked } from './recount.ts'
import { words } from './words.ts'

type Props = { seed: string; draw: OpenDraw }

/** One draw worked out before the reader's eyes, from the seed to the candidate. */
export function Working({ seed, draw }: Props) {
  const w = useWords(words)
  const [worked, setWorked] = useState<Worked>()
  useEffect(() => {
    if (canRecount()) void drawHere(seed, draw).then(setWorked)
  }, [seed, draw])
  if (draw.rank === null) return <p>{w.wasNamed}</p>
  if (!canRecount()) return <p>{w.noCrypto}</p>
  if (!worked) return <Loading rows={6} />
  const { message, words: eight, fair, taken, rank, chosen } = worked
  const isSame = rank === draw.rank && chosen === draw.chosen
  return (
    <div className="draws-working">
      <h3>{w.ordered}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard. */}
      <ol start={0} tabIndex={0} aria-label={w.ordered}>
        {[...draw.candidates].sort().map((each) => (
          <li key={each} className={each === chosen ? 'is-chosen' : undefined}>
            <code>{each}</code>
            {each === chosen && ` ← ${w.chosen}`}
          </li>
        ))}
      </ol>
      <h3>{w.message}</h3>
      <p>
        <code>{message}</code>
      </p>
      <h3>{w.eight(fair.toLocaleString('en'))}</h3>
      <p className="draws-words">
        {eight.map((word, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: eight words in their order, which may repeat.
          <code key={at} className={at === taken ? 'is-chosen' : undefined}>
            {word.toLocaleString('en')}
          </code>
        ))}
      </p>
      <h3>{w.modulo(eight[taken]!.toLocaleString('en'), new Set(draw.candidates).size, rank)}</h3>
      <p>
        <span className={isSame ? 'tag tone-green' : 'tag tone-red'}>{isSame ? w.matches : w.differs}</span>
      </p>
    </div>
  )
}
