import { usePick } from '#web/kit/language.ts'
import type { Tone } from '#web/kit/tokens.ts'

const tones: Readonly<Record<string, Tone>> = {
  green: 'green',
  blue: 'blue',
  yellow: 'brown',
  red: 'red',
  black: 'grey',
}

type Grade = { readonly letter: string; readonly title: { zh: string; en: string }; readonly colour: string }

/** A grade in its colour, which never stands without its letter and its word. */
export function GradeTag({ grade }: { grade: Grade }) {
  const pick = usePick()
  return (
    <span className={`tag tone-${tones[grade.colour] ?? 'grey'}`}>
      <strong>{grade.letter}</strong>
      {pick(grade.title)}
    </span>
  )
}
