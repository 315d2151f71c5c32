import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { openLetter } from '#command/owner/letter/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { asProblem, call } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import type { Given } from './address.ts'
import { LetterAnswer } from './letter-answer.tsx'
import { letterWords as words } from './letter-words.ts'

type Shown = ReplyOf<typeof openLetter>

/** A case told to the owner of the thing it is on: what is wrong, what was answered, and what may be answered now. */
export function Letter({ given }: { given: Given }) {
  const w = useWords(words)
  const pick = usePick()
  const params = { district: given.district }
  const [answered, setAnswered] = useState<Shown>()
  const { data, error } = useQuery({
    queryKey: ['letter', given.token],
    queryFn: () => call(openLetter, { params, body: { token: given.token } }),
  })
  if (error)
    return (
      <p className="refusal" role="alert">
        {pick(asProblem(error))}
      </p>
    )
  const letter = answered ?? data
  if (!letter) return <p role="status">{w.loading}</p>
  return (
    <>
      <p>
        {w.to(letter.ownerName)}
        <br />
        <span className="quiet">{w.until(formatTime(letter.validTo))}</span>
      </p>
      <Facts letter={letter} district={given.district} />
      {letter.answers.length > 0 && (
        <section aria-labelledby="answers">
          <h2 id="answers">{w.answers}</h2>
          <ul className="answers" aria-live="polite">
            {letter.answers.map(({ answer, plannedAt, note, photos, at }) => (
              <li key={at}>
                <b>{w[answer]}</b> {plannedAt && formatTime(plannedAt)} {note}
                {photos > 0 && ` · ${w.brought(photos)}`}
                <br />
                <span className="quiet">{formatTime(at)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <LetterAnswer district={given.district} onAnswered={setAnswered} />
    </>
  )
}

function Facts({ letter, district }: { letter: Shown; district: string }) {
  const w = useWords(words)
  const facts = [
    [w.thing, letter.thing && `${letter.thing.name} ${letter.thing.code}`],
    [w.place, letter.placeText],
  ] as const
  return (
    <>
      <p className="number">
        {letter.number} {letter.category}
      </p>
      <p className="description">{letter.description}</p>
      <dl>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {letter.photos.length > 0 && (
        <ul className="photos" aria-label={w.photos}>
          {letter.photos.map((fileId, index) => (
            <li key={fileId}>
              <img src={`/api/public/${district}/owner/photos/${fileId}`} alt={`${w.photos} ${index + 1}`} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
