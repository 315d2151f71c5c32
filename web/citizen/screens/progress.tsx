import { citizenPhotoView } from '#serve/intake/contract.ts'
import { addressOf, asProblem } from '#web/kit/client.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { districtId } from '../address.ts'
import { ReadAloud } from '../elder.tsx'
import { Icon } from '../icon.tsx'
import { useKept } from '../keep.ts'
import { ownReports } from '../mine.ts'
import { Failure, Title } from '../parts.tsx'
import { sayTime } from '../plain-words.ts'
import { type Progress, useProgress } from '../questions.ts'
import { Rating } from '../rating.tsx'
import { StateTag } from '../state-tag.tsx'
import { Veto } from '../veto.tsx'
import { words } from '../words.ts'

/** How a report stands, honestly: what was done and when, who has it, until when, and what it looks like now. */
export function ProgressScreen({ code }: { code: string }) {
  const w = useWords(words)
  const language = useLanguage()
  const district = useKept(ownReports).find((report) => report.code === code)?.districtId ?? districtId
  const { data, error, isFetching, refetch, dataUpdatedAt } = useProgress(code, district)
  return (
    <>
      <Title>{w.progressTitle}</Title>
      <div className="row spread">
        <p className="small quiet" role="status">
          {isFetching ? w.progressLoading : data ? w.progressUpdated(sayTime(new Date(dataUpdatedAt), language)) : ''}
        </p>
        <div className="row">
          <ReadAloud />
          <button type="button" className="button" onClick={() => void refetch()}>
            <Icon name="again" />
            {w.refresh}
          </button>
        </div>
      </div>
      {error && <ProgressFailure error={error} onRetry={() => void refetch()} />}
      {data && <Report data={data} code={code} district={district} />}
    </>
  )
}

function ProgressFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const w = useWords(words)
  if (asProblem(error).code !== 'report_not_found') return <Failure error={error} onRetry={onRetry} />
  return (
    <p className="notice notice-warn" role="alert">
      {w.progressNone}
    </p>
  )
}

function Report({ data, code, district }: { data: Progress; code: string; district: string }) {
  const w = useWords(words)
  const language = useLanguage()
  return (
    <div data-read>
      <article className="report">
        <p className="row spread">
          <StateTag state={data.state} />
          <span className="small quiet">{data.number}</span>
        </p>
        <p className="report-words">{data.description}</p>
        {data.placeText && (
          <p className="quiet row">
            <Icon name="place" />
            {data.placeText}
          </p>
        )}
        <dl className="facts">
          <div>
            <dt>{w.reportedOn}</dt>
            <dd>{sayTime(data.reportedAt, language)}</dd>
          </div>
          <div>
            <dt>{w.receiptUnit}</dt>
            <dd>{data.unitName ?? w.unitNone}</dd>
          </div>
          <Deadline data={data} />
        </dl>
      </article>
      {data.mayRate && <Rating code={code} district={district} mayVeto={data.veto.may} />}
      {data.rating !== null && <p className="notice">{w.rateGiven(w[`score${data.rating}` as 'score1'])}</p>}
      <Veto veto={data.veto} code={code} district={district} />
      <Steps steps={data.steps} />
      <Photos data={data} code={code} district={district} />
    </div>
  )
}

function Deadline({ data }: { data: Progress }) {
  const w = useWords(words)
  const language = useLanguage()
  const late = data.dueAt !== null && Date.parse(data.dueAt) < Date.now()
  const lines = data.deadline[language]
  return (
    <div>
      <dt>{w.due}</dt>
      <dd>
        {data.dueAt ? sayTime(data.dueAt, language) : lines.length > 0 ? w.dueStopped : w.dueNone}
        {late && <span className="late"> ▲ {w.dueLate}</span>}
        {lines.length > 0 && (
          <details>
            <summary>{w.dueWhy}</summary>
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        )}
      </dd>
    </div>
  )
}

function Steps({ steps }: { steps: Progress['steps'] }) {
  const w = useWords(words)
  const language = useLanguage()
  if (steps.length === 0) return null
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{w.stepsTitle}</h2>
      <ol className="line">
        {steps.map((step, index) => (
          <li key={`${step.at}${step.zh}`} aria-current={index === steps.length - 1 ? 'step' : undefined}>
            <time dateTime={step.at}>{sayTime(step.at, language)}</time>
            <p>{step[language]}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

const isBefore = ({ purpose }: Progress['files'][number]): boolean => purpose !== 'after'

function Photos({ data, code, district }: { data: Progress; code: string; district: string }) {
  const w = useWords(words)
  if (data.files.length === 0) return null
  const [before, after] = [data.files.filter(isBefore), data.files.filter((file) => !isBefore(file))]
  const groups = [
    { kind: after.length > 0 ? w.photosBefore : w.photosReport, files: before },
    { kind: w.photosAfter, files: after },
  ].filter((group) => group.files.length > 0)
  return (
    <section aria-labelledby="photos">
      <h2 id="photos">{w.photosTitle}</h2>
      <div className="pair">
        {groups.map(({ kind, files }) => (
          <figure key={kind}>
            <figcaption>{kind}</figcaption>
            <div className="pair-photos">
              {files.map((file, index) => {
                const address = addressOf(citizenPhotoView, { params: { district, code, fileId: file.fileId } })
                return (
                  <a key={file.fileId} href={address} target="_blank" rel="noreferrer">
                    <img src={address} alt={w.photoAlt(kind, index + 1)} loading="lazy" />
                  </a>
                )
              })}
            </div>
          </figure>
        ))}
      </div>
    </section>
  )
}
