import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useRef, useState } from 'react'
import { citizenRate } from '#serve/intake/contract.ts'
import { call, newKey } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { Failure, FieldError } from './parts.tsx'
import { words } from './words.ts'

type Answer = { solved: boolean | undefined; score: number | undefined; comment: string }

/** The citizen's verdict: solved or not, how satisfied, and why. */
export function Rating({ code, district, mayVeto }: { code: string; district: string; mayVeto: boolean }) {
  const w = useWords(words)
  const [answer, setAnswer] = useState<Answer>({ solved: undefined, score: undefined, comment: '' })
  const [tried, setTried] = useState(false)
  const rating = useSendRating(code, district)
  const complete = answer.solved !== undefined && answer.score !== undefined
  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (complete && !rating.isPending) rating.mutate(answer as Required<Answer>)
  }
  if (rating.isSuccess)
    return (
      <div className="notice notice-good" role="status">
        <p>{w.rateThanks}</p>
        {mayVeto && rating.variables.solved === false && (
          <button type="button" className="link" onClick={() => document.getElementById('veto-comment')?.focus()}>
            {w.rateThenVeto}
          </button>
        )}
      </div>
    )
  return (
    <form className="rating" onSubmit={submit} noValidate>
      <Choice
        legend={w.rateTitle}
        options={[
          [true, w.rateSolved],
          [false, w.rateNotSolved],
        ]}
        value={answer.solved}
        onChange={(solved) => setAnswer({ ...answer, solved })}
      />
      <Choice
        legend={w.rateScore}
        options={[
          [5, w.score5],
          [4, w.score4],
          [3, w.score3],
          [2, w.score2],
          [1, w.score1],
        ]}
        value={answer.score}
        onChange={(score) => setAnswer({ ...answer, score })}
      />
      <div className="field">
        <label htmlFor="comment">{w.rateComment}</label>
        <textarea
          id="comment"
          rows={2}
          maxLength={500}
          value={answer.comment}
          onChange={(event) => setAnswer({ ...answer, comment: event.target.value })}
        />
      </div>
      <FieldError id="rate-error">{tried && !complete ? w.rateNeeded : undefined}</FieldError>
      {rating.isError && <Failure error={rating.error} />}
      <button type="submit" className="button main wide" aria-disabled={rating.isPending}>
        {rating.isPending ? w.sending : w.rateSend}
      </button>
    </form>
  )
}

function useSendRating(code: string, district: string) {
  const client = useQueryClient()
  const sent = useRef<{ text: string; key: string }>(undefined)
  return useMutation({
    mutationFn: ({ solved, score, comment }: Answer) => {
      const body = { solved: solved === true, score: score ?? 0, comment }
      const text = JSON.stringify(body)
      if (sent.current?.text !== text) sent.current = { text, key: newKey() }
      return call(citizenRate, { params: { district, code }, body }, { key: sent.current.key })
    },
    onSuccess: () => setTimeout(() => void client.invalidateQueries({ queryKey: ['progress'] }), 4000),
  })
}

function Choice<T extends boolean | number>(props: {
  legend: string
  options: readonly (readonly [T, string])[]
  value: T | undefined
  onChange: (value: T) => void
}) {
  const name = useId()
  return (
    <fieldset className="chips">
      <legend>{props.legend}</legend>
      {props.options.map(([value, label]) => (
        <label key={label} className="chip">
          <input
            type="radio"
            name={name}
            className="over"
            checked={props.value === value}
            onChange={() => props.onChange(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
