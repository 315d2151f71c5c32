import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App } from 'antd'
import {
  answerUrge,
  archiveUrge,
  getUrge,
  listUrges,
  reviewUrge,
  type UrgeDetail as Urge,
} from '#supervise/urge/contract.ts'
import { ChoiceField } from '#web/kit/form/choice-field.tsx'
import { PhotoField } from '#web/kit/form/photo-field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { PhotoStrip } from '#web/kit/photos/photo-strip.tsx'
import { ask, routeKey } from '#web/kit/query.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { CommandForm } from './command-form.tsx'
import { UrgeClock } from './urge-clock.tsx'
import './urges.css'
import { words } from './words.ts'

/** One order: what is asked, until when, what was answered, and what its reader can do next. */
export function UrgeDetail({ orderId }: { orderId: string }) {
  const { data, error, refetch } = useQuery(ask(getUrge, { params: { orderId } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  return (
    <div className="detail">
      <Head urge={data} />
      <Next urge={data} />
      <Cases urge={data} />
      <History urge={data} />
    </div>
  )
}

function Head({ urge }: { urge: Urge }) {
  const w = useWords(words)
  const language = useLanguage()
  const lines = urge.clock.explanation[language]
  return (
    <section aria-label={urge.title}>
      <h2 className="urge-title">
        {urge.title}
        <span className="quiet">
          {w[urge.type]} · {w[urge.state]}
        </span>
      </h2>
      <p className="urge-text">{urge.text}</p>
      <dl className="detail-facts">
        {urge.instructedBy && (
          <div>
            <dt>{w.instructedBy}</dt>
            <dd>{urge.instructedBy}</dd>
          </div>
        )}
        <div>
          <dt>{w.unit}</dt>
          <dd>{urge.unitName}</dd>
        </div>
        <div>
          <dt>{w.issuedBy}</dt>
          <dd>
            {urge.issuedByName} {formatTime(urge.issuedAt)}
          </dd>
        </div>
        <div>
          <dt>{w.clock}</dt>
          <dd>
            <UrgeClock item={urge} />
          </dd>
        </div>
      </dl>
      <details>
        <summary>{w.explained}</summary>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </section>
  )
}

/** The form of the one step that this person can take now. */
function Next({ urge }: { urge: Urge }) {
  const w = useWords(words)
  const client = useQueryClient()
  const { message } = App.useApp()
  const { orderId, may } = urge
  const onDone = () => {
    message.success(w.done)
    for (const contract of [getUrge, listUrges]) void client.invalidateQueries({ queryKey: [routeKey(contract)] })
  }
  const common = { orderId, onDone }
  if (may.answered.allowed)
    return (
      <CommandForm {...common} contract={answerUrge} submit={w.answer}>
        {(form) => (
          <>
            <TextField form={form} name="text" label={w.answerText} rows={4} max={2000} />
            <PhotoField form={form} name="files" label={w.files} isOptional />
          </>
        )}
      </CommandForm>
    )
  if (may.accepted.allowed)
    return (
      <CommandForm {...common} contract={reviewUrge} submit={w.review} initial={{ accept: true }}>
        {(form) => (
          <>
            <ChoiceField
              form={form}
              name="accept"
              label={w.review}
              choices={[
                { value: true, title: w.accept },
                { value: false, title: w.sendBack, detail: w.noteBack },
              ]}
            />
            <TextField form={form} name="note" label={w.note} rows={2} isOptional={form.values.accept !== false} />
          </>
        )}
      </CommandForm>
    )
  if (!may.archived.allowed) return null
  return (
    <CommandForm {...common} contract={archiveUrge} submit={w.archive}>
      {(form) => <TextField form={form} name="note" label={w.note} hint={w.archiveHint} rows={2} isOptional />}
    </CommandForm>
  )
}

function Cases({ urge }: { urge: Urge }) {
  const w = useWords(words)
  if (urge.cases === 0) return null
  const hidden = urge.cases - urge.list.length
  return (
    <section aria-labelledby="urge-cases">
      <h3 id="urge-cases">{w.cases}</h3>
      <ul className="urge-cases">
        {urge.list.map(({ caseId, number, stage, categoryName, placeText }) => (
          <li key={caseId}>
            <Link to="/cases/$id" params={{ id: caseId }}>
              {number}
            </Link>
            <StageTag stage={stage} />
            <span className="quiet">{[categoryName, placeText].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
        {hidden > 0 && <li className="quiet">{w.hidden(hidden)}</li>}
      </ul>
    </section>
  )
}

function History({ urge }: { urge: Urge }) {
  const w = useWords(words)
  return (
    <section aria-labelledby="urge-history">
      <h3 id="urge-history">{w.history}</h3>
      <ol className="history">
        {urge.events.map(({ seq, kind, at, byName, said, files }) => (
          <li key={seq}>
            <strong>{w[`kinds_${kind}`]}</strong>{' '}
            <span className="quiet">
              {byName} {formatTime(at)}
            </span>
            {said && <p>{said}</p>}
            {files.length > 0 && (
              <PhotoStrip photos={files.map((fileId) => ({ fileId, caption: w[`kinds_${kind}`] }))} />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
