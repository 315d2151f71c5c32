import { type FormEvent, useState } from 'react'
import { contractorPhoto, handleTask } from '#command/contractor/contract.ts'
import { asProblem, call, type ProblemError } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { PhotoInput } from './photo-input.tsx'
import { words } from './words.ts'

const MOST = 12

/** What was done, with photos; each is sent as soon as it is taken. */
export function Report({ district, onMoved }: { district: string; onMoved: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const params = { district }
  const [note, setNote] = useState('')
  const [after, setAfter] = useState<readonly string[]>([])
  const [isBusy, setBusy] = useState(false)
  const [failed, setFailed] = useState<ProblemError>()
  const handling = useCommand(handleTask)
  const take = async (files: FileList | null) => {
    setBusy(true)
    setFailed(undefined)
    try {
      for (const bytes of [...(files ?? [])].slice(0, MOST - after.length)) {
        const { fileId } = await call(contractorPhoto, { params, bytes } as never)
        setAfter((before) => [...before, fileId])
      }
    } catch (error) {
      setFailed(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    handling.mutate({ params, body: { note, after: [...after] } }, { onSuccess: onMoved })
  }
  const problem = failed ?? handling.error
  return (
    <form onSubmit={send} aria-label={w.handle}>
      <fieldset>
        <legend>{w.after}</legend>
        <PhotoInput label={w.shoot} isCamera isBusy={isBusy || after.length >= MOST} onTaken={take} />
        <PhotoInput label={w.choose} isBusy={isBusy || after.length >= MOST} onTaken={take} />
      </fieldset>
      <p role="status" className="quiet">
        {isBusy ? w.uploading : after.length > 0 ? w.uploaded(after.length) : ''}
      </p>
      <label htmlFor="note">{w.done}</label>
      <textarea
        id="note"
        rows={4}
        maxLength={2000}
        required
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {problem && (
        <p className="refusal" role="alert">
          {pick(problem)}
        </p>
      )}
      <button type="submit" className="first" disabled={isBusy || handling.isPending || note.trim().length < 2}>
        {w.submit}
      </button>
    </form>
  )
}
