import { type FormEvent, useState } from 'react'
import { answerLetter, letterPhoto } from '#command/owner/letter/contract.ts'
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

/** Photos are sent as soon as they are taken; what has arrived is kept until the answer goes. */
function usePhotos(district: string) {
  const [files, setFiles] = useState<readonly string[]>([])
  const [isBusy, setBusy] = useState(false)
  const [failed, setFailed] = useState<ProblemError>()
  const take = async (chosen: FileList | null) => {
    setBusy(true)
    setFailed(undefined)
    try {
      for (const bytes of [...(chosen ?? [])].slice(0, MOST - files.length)) {
        const { fileId } = await call(letterPhoto, { params: { district }, bytes } as never)
        setFiles((before) => [...before, fileId])
      }
    } catch (error) {
      setFailed(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return { files, isBusy, failed, take, clear: () => setFiles([]) }
}

/** One answer at a time: seen, when it will be put right, that it was (with a photo), or that it is somebody else's. */
export function LetterAnswer({ district, onAnswered }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const [kind, setKind] = useState<Kind>('acknowledged')
  const [when, setWhen] = useState('')
  const [note, setNote] = useState('')
  const photos = usePhotos(district)
  const command = useCommand(answerLetter)
  const clear = () => {
    setKind('acknowledged')
    setNote('')
    setWhen('')
    photos.clear()
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    const plannedAt = kind === 'planned' && when ? new Date(when).toISOString() : null
    const body = { answer: kind, plannedAt, note, files: kind === 'done' ? [...photos.files] : [] }
    const onSuccess = (letter: ReplyOf<typeof answerLetter>) => {
      clear()
      onAnswered(letter)
    }
    command.mutate({ params: { district }, body }, { onSuccess })
  }
  const problem = photos.failed ?? command.error
  const lacks = {
    acknowledged: false,
    planned: when === '',
    done: photos.files.length === 0,
    not_ours: note.trim().length < 2,
  }[kind]
  return (
    <form onSubmit={send} aria-label={w.answer}>
      <Choice kind={kind} onChoose={setKind} />
      {kind === 'planned' && <WhenField when={when} onChange={setWhen} />}
      {kind === 'done' && <PhotoFields photos={photos} />}
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
      <button type="submit" className="first" disabled={photos.isBusy || command.isPending || lacks}>
        {w.send}
      </button>
    </form>
  )
}

function Choice({ kind, onChoose }: { kind: Kind; onChoose: (kind: Kind) => void }) {
  const w = useWords(words)
  return (
    <fieldset>
      <legend>{w.answer}</legend>
      {kinds.map((each) => (
        <label key={each} className={each === kind ? 'choice chosen' : 'choice'}>
          <input type="radio" name="answer" checked={each === kind} onChange={() => onChoose(each)} />
          {w[each]}
        </label>
      ))}
    </fieldset>
  )
}

function WhenField({ when, onChange }: { when: string; onChange: (when: string) => void }) {
  const w = useWords(words)
  return (
    <>
      <label htmlFor="when">{w.when}</label>
      <input id="when" type="datetime-local" required value={when} onChange={({ target }) => onChange(target.value)} />
    </>
  )
}

function PhotoFields({ photos: { files, isBusy, take } }: { photos: ReturnType<typeof usePhotos> }) {
  const w = useWords(words)
  const isFull = isBusy || files.length >= MOST
  return (
    <>
      <fieldset>
        <legend>{w.after}</legend>
        <PhotoInput label={w.shoot} isCamera isBusy={isFull} onTaken={take} />
        <PhotoInput label={w.choose} isBusy={isFull} onTaken={take} />
      </fieldset>
      <p role="status" className="quiet">
        {isBusy ? w.uploading : files.length > 0 ? w.brought(files.length) : w.photoNeeded}
      </p>
    </>
  )
}
