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
import { ShownCase } from './shown-case.tsx'

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
  return (
    <ShownCase
      number={letter.number}
      category={letter.category}
      description={letter.description}
      facts={[
        [w.thing, letter.thing && `${letter.thing.name} ${letter.thing.code}`],
        [w.place, letter.placeText],
      ]}
      photos={letter.photos.map((fileId) => ({ fileId, src: `/api/public/${district}/owner/photos/${fileId}` }))}
      photosName={w.photos}
    />
  )
}
