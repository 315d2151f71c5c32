import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { asProblem } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { go, goInstead, writeAddress } from '../address.ts'
import { Categories } from '../categories.tsx'
import { type Draft, draft, hasPlace, hasWords, patchDraft, phoneReads } from '../draft.ts'
import { Icon } from '../icon.tsx'
import { useKept } from '../keep.ts'
import { Actions, Failure, FieldError, Title } from '../parts.tsx'
import { sendDraft } from '../send.ts'
import { words } from '../words.ts'

/** Screen 3: what it is, a last look, and off. */
export function WhatScreen() {
  const w = useWords(words)
  const report = useKept(draft)
  const [tried, setTried] = useState(false)
  const sending = useMutation({ mutationFn: sendDraft, onSuccess: (code) => goInstead({ at: 'receipt', code }) })
  function submit(event?: { preventDefault(): void }): void {
    event?.preventDefault()
    setTried(true)
    const fault = faultOf(draft.get())
    if (fault === 'place') go({ at: 'place' })
    else if (fault) document.getElementById(fault)?.focus()
    else if (!sending.isPending) sending.mutate()
  }
  const waitsForPhotos = report.photos.some((photo) => !photo.fileId)
  return (
    <form onSubmit={submit} noValidate>
      <Title step={3}>{w.whatTitle}</Title>
      <Categories />
      <Words missing={tried && !hasWords(report)} />
      <Phone wrong={!phoneReads(report.phone)} />
      <Summary />
      {sending.isError && !sending.isPending && <SendFailure error={sending.error} onRetry={() => submit()} />}
      <Actions>
        <button type="button" className="button" onClick={() => go({ at: 'place' })}>
          <Icon name="back" />
          {w.back}
        </button>
        <button type="submit" className="button main wide" aria-disabled={sending.isPending}>
          {sending.isPending ? (waitsForPhotos ? w.sendingPhotos : w.sending) : w.send}
        </button>
      </Actions>
    </form>
  )
}

/** The first field that stands in the way of sending, by its id. */
function faultOf(report: Draft): 'what-text' | 'phone' | 'place' | undefined {
  if (!hasWords(report)) return 'what-text'
  if (!phoneReads(report.phone)) return 'phone'
  return hasPlace(report) ? undefined : 'place'
}

/** A refusal of the place leads back to the place; everything else can be sent again as it is. */
function SendFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const w = useWords(words)
  const problem = asProblem(error)
  const aboutPlace = problem.field?.startsWith('body.place') ?? false
  if (!aboutPlace) return <Failure error={error} onRetry={onRetry} note={w.sendSafe} />
  return (
    <>
      <Failure error={error} />
      <p>
        <a className="button" href={writeAddress({ at: 'place' })}>
          {w.change}：{w.summaryPlace}
        </a>
      </p>
    </>
  )
}

function Words({ missing }: { missing: boolean }) {
  const w = useWords(words)
  const { description } = useKept(draft)
  return (
    <div className="field">
      <label htmlFor="what-text">{w.whatText}</label>
      <textarea
        id="what-text"
        rows={3}
        maxLength={2000}
        placeholder={w.whatTextHint}
        value={description}
        aria-invalid={missing}
        aria-describedby="what-error"
        onChange={(event) => patchDraft({ description: event.target.value })}
      />
      <FieldError id="what-error">{missing ? w.whatNeeded : undefined}</FieldError>
    </div>
  )
}

function Phone({ wrong }: { wrong: boolean }) {
  const w = useWords(words)
  const { phone } = useKept(draft)
  return (
    <div className="field">
      <label htmlFor="phone">{w.phone}</label>
      <input
        id="phone"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={24}
        value={phone}
        aria-invalid={wrong}
        aria-describedby="phone-hint phone-error"
        onChange={(event) => patchDraft({ phone: event.target.value })}
      />
      <p id="phone-hint" className="small quiet">
        {w.phoneHint}
      </p>
      <FieldError id="phone-error">{wrong ? w.phoneWrong : undefined}</FieldError>
    </div>
  )
}

function Summary() {
  const w = useWords(words)
  const { photos, point, placeText } = useKept(draft)
  const place = [placeText.trim(), point && w.summaryPoint].filter(Boolean).join(' · ')
  return (
    <section className="summary" aria-label={w.summary}>
      <dl>
        <SummaryRow title={w.summaryPhotos} at="photo">
          {photos.map((photo) => (
            <img key={photo.id} src={photo.thumb} alt="" />
          ))}
          {photos.length > 0 ? w.summaryPhotosCount(photos.length) : w.summaryNone}
        </SummaryRow>
        <SummaryRow title={w.summaryPlace} at="place">
          {place || w.summaryNone}
        </SummaryRow>
      </dl>
    </section>
  )
}

function SummaryRow({ title, at, children }: { title: string; at: 'photo' | 'place'; children: ReactNode }) {
  const w = useWords(words)
  return (
    <div className="summary-row">
      <dt>{title}</dt>
      <dd>
        <span className="summary-words">{children}</span>
        <a href={writeAddress({ at })} aria-label={`${w.change}：${title}`}>
          {w.change}
        </a>
      </dd>
    </div>
  )
}
