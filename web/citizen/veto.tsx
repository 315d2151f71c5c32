import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, type FormEvent, useRef, useState } from 'react'
import { citizenVeto } from '#serve/intake/contract.ts'
import { call, newKey } from '#web/kit/client.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { Failure, FieldError } from './parts.tsx'
import { sayTime } from './plain-words.ts'
import type { Progress } from './questions.ts'
import { shrink } from './shrink.ts'
import { uploadPhoto } from './upload.ts'
import { words } from './words.ts'

type Props = { veto: Progress['veto']; code: string; district: string }

/** Saying that it is not solved after all: what it leads to stands above the form, and why not stands in its place. */
export function Veto({ veto, code, district }: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const sending = useVeto(code, district)
  if (sending.isSuccess)
    return (
      <p className="notice notice-good" role="status">
        {sending.data.leadsTo === 'rework' ? w.vetoRework : w.vetoSupervision}
      </p>
    )
  if (!veto.words) return null
  if (!veto.may) return <p className="notice">{veto.words[language]}</p>
  return (
    <section aria-labelledby="veto">
      <h2 id="veto">{w.vetoTitle}</h2>
      <p className="quiet">
        {veto.words[language]}
        {veto.until && ` · ${w.vetoUntil(sayTime(veto.until, language))}`}
      </p>
      <VetoForm district={district} isSending={sending.isPending} error={sending.error} onSend={sending.mutate} />
    </section>
  )
}

type Said = { comment: string; files: string[] }

function VetoForm({
  district,
  isSending,
  error,
  onSend,
}: {
  district: string
  isSending: boolean
  error: Error | null
  onSend: (said: Said) => void
}) {
  const w = useWords(words)
  const [comment, setComment] = useState('')
  const [tried, setTried] = useState(false)
  const photo = usePhoto(district)
  const isTooShort = comment.trim().length < 2
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isTooShort && !isSending && !photo.isBusy)
      onSend({ comment: comment.trim(), files: photo.fileId ? [photo.fileId] : [] })
  }
  return (
    <form className="rating" onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor="veto-comment">{w.vetoComment}</label>
        <textarea
          id="veto-comment"
          rows={3}
          maxLength={500}
          placeholder={w.vetoCommentHint}
          aria-describedby={tried && isTooShort ? 'veto-error' : undefined}
          value={comment}
          onChange={({ target }) => setComment(target.value)}
        />
        <FieldError id="veto-error">{tried && isTooShort ? w.vetoNeeded : undefined}</FieldError>
      </div>
      <div className="field">
        <label htmlFor="veto-photo">{w.vetoPhoto}</label>
        <input id="veto-photo" type="file" accept="image/*" onChange={photo.choose} />
        <p role="status" className="small quiet">
          {photo.isBusy ? w.sendingPhotos : photo.fileId ? w.vetoPhotoDone : ''}
        </p>
        <FieldError id="veto-photo-error">{photo.isBroken ? w.photoUnreadable : undefined}</FieldError>
      </div>
      {error && <Failure error={error} />}
      <button type="submit" className="button wide" aria-disabled={isSending || photo.isBusy}>
        {isSending ? w.sending : w.vetoSend}
      </button>
    </form>
  )
}

/** One picture, shrunk and stripped on the phone and sent at once. */
function usePhoto(district: string) {
  const [state, setState] = useState<{ fileId?: string; isBusy: boolean; isBroken: boolean }>({
    isBusy: false,
    isBroken: false,
  })
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    if (!file) return setState({ isBusy: false, isBroken: false })
    setState({ isBusy: true, isBroken: false })
    try {
      const { bytes } = await shrink(file)
      const { fileId } = await uploadPhoto(bytes, newKey(), () => undefined, district)
      setState({ fileId, isBusy: false, isBroken: false })
    } catch {
      setState({ isBusy: false, isBroken: true })
    }
  }
  return { ...state, choose }
}

function useVeto(code: string, district: string) {
  const client = useQueryClient()
  const sent = useRef<{ text: string; key: string }>(undefined)
  return useMutation({
    mutationFn: (body: Said) => {
      const text = JSON.stringify(body)
      if (sent.current?.text !== text) sent.current = { text, key: newKey() }
      return call(citizenVeto, { params: { district, code }, body }, { key: sent.current.key })
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: ['progress'] }),
  })
}
