import { type FormEvent, useState } from 'react'
import { answerLetter, letterPhoto } from '#command/owner/public-contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { asProblem, call, type ProblemError } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { letterWords as words } from './letter-words.ts'
import { PhotoInput } from './photo-input.tsx'

const kinds = ['acknowledged', 'planned', 'done', 'not_ours'] as const
type Kind = (typeof kinds)[number]
const MOST = 12

type Props = { district: string; onAnswered: (letter: ReplyOf<typeof answerLetter>) => void }

/** One answer at a time: seen, when it will be put right, that it was (with a photo), or that it is somebody else's. */
export function LetterAnswer({ district, onAnswered }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const params = { district }
  const [kind, setKind] = useState<Kind>('acknowledged')
  const [when, setWhen] = useState('')
  const [note, setNote] = useState('')
  const [files, setFiles] = useState<readonly string[]>([])
  const [isBusy, setBusy] = useState(false)
  const [failed, setFailed] = useState<ProblemError>()
  const command = useCommand(answerLetter)
  const take = async (chosen: FileList | null) => {
    setBusy(true)
    setFailed(undefined)
    try {
      for (const bytes of [...(chosen ?? [])].slice(0, MOST - files.length)) {
        const { fileId } = await call(letterPhoto, { params, bytes } as never)
        setFiles((before) => [...before, fileId])
      }
    } catch (error) {
      setFailed(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    const plannedAt = kind === 'planned' && when ? new Date(when).toISOString() : null
    const body = { answer: kind, plannedAt, note, files: kind === 'done' ? [...files] : [] }
    command.mutate(
      { params, body },
      {
        onSuccess: (letter) => {
          setKind('acknowledged')
          setNote('')
          setWhen('')
          setFiles([])
          onAnswered(letter)
        },
      },
    )
  }
  const problem = failed ?? command.error
  const lacks =
    (kind === 'planned' && when === '') ||
    (kind === 'done' && files.length === 0) ||
    (kind === 'not_ours' && note.trim().length < 2)
  return (
    <form onSubmit={send} aria-label={w.answer}>
      <fieldset>
        <legend>{w.answer}</legend>
        {kinds.map((each) => (
          <label key={each} className={each === kind ? 'choice chosen' : 'choice'}>
            <input type="radio" name="answer" checked={each === kind} onChange={() => setKind(each)} />
            {w[each]}
          </label>
        ))}
      </fieldset>
      {kind === 'planned' && (
        <>
          <label htmlFor="when">{w.when}</label>
          <input
            id="when"
            type="datetime-local"
            required
            value={when}
            onChange={({ target }) => setWhen(target.value)}
          />
        </>
      )}
      {kind === 'done' && (
        <>
          <fieldset>
            <legend>{w.after}</legend>
            <PhotoInput label={w.shoot} isCamera isBusy={isBusy || files.length >= MOST} onTaken={take} />
            <PhotoInput label={w.choose} isBusy={isBusy || files.length >= MOST} onTaken={take} />
          </fieldset>
          <p role="status" className="quiet">
            {isBusy ? w.uploading : files.length > 0 ? w.brought(files.length) : w.photoNeeded}
          </p>
        </>
      )}
      <label htmlFor="note">{kind === 'not_ours' ? w.why : w.note}</label>
      <textarea
        id="note"
        rows={3}
        maxLength={500}
        required={kind === 'not_ours'}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {problem && (
        <p className="refusal" role="alert">
          {pick(problem)}
        </p>
      )}
      <button type="submit" className="first" disabled={isBusy || command.isPending || lacks}>
        {w.send}
      </button>
    </form>
  )
}
