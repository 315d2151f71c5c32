import { type FormEvent, useState } from 'react'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { cleanCode, go, writeAddress } from '../address.ts'
import { HelpByPhone } from '../elder.tsx'
import { Icon } from '../icon.tsx'
import { useKept } from '../keep.ts'
import { forgetOwnReport, type OwnReport, ownReports } from '../mine.ts'
import { FieldError, Title } from '../parts.tsx'
import { sayTime } from '../plain-words.ts'
import { useProgress } from '../questions.ts'
import { StateTag } from '../state-tag.tsx'
import { words } from '../words.ts'

/** The reports of this device, and the door for a code from elsewhere. */
export function MineScreen() {
  const w = useWords(words)
  const own = useKept(ownReports)
  return (
    <>
      <Title>{w.mine}</Title>
      {own.length === 0 ? <p className="quiet">{w.mineEmpty}</p> : <OwnReports own={own} />}
      <LookUp />
      <HelpByPhone />
    </>
  )
}

function OwnReports({ own }: { own: readonly OwnReport[] }) {
  const w = useWords(words)
  return (
    <>
      <ul className="cards">
        {own.map((report, index) => (
          <OwnCard key={report.code} report={report} asks={index < 10} />
        ))}
      </ul>
      <p className="small quiet">{w.mineNote}</p>
    </>
  )
}

function OwnCard({ report, asks }: { report: OwnReport; asks: boolean }) {
  const w = useWords(words)
  const language = useLanguage()
  return (
    <li className="card">
      <a className="card-link" href={writeAddress({ at: 'progress', code: report.code })}>
        <span className="card-words">{report.description}</span>
        <span className="small quiet">
          {report.number} · {sayTime(report.sentAt, language)}
        </span>
        {asks && <OwnState report={report} />}
      </a>
      <button
        type="button"
        className="card-tool"
        aria-label={w.mineForget(report.number)}
        onClick={() => forgetOwnReport(report.code)}
      >
        <Icon name="cross" />
      </button>
    </li>
  )
}

function OwnState({ report }: { report: OwnReport }) {
  const { data } = useProgress(report.code, report.districtId)
  return data ? <StateTag state={data.state} /> : null
}

function LookUp() {
  const w = useWords(words)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  function submit(event: FormEvent): void {
    event.preventDefault()
    const code = cleanCode(typed)
    setWrong(!code)
    if (code) go({ at: 'progress', code })
  }
  return (
    <form className="look-up" onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor="code">{w.lookUp}</label>
        <div className="row">
          <input
            id="code"
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={20}
            value={typed}
            aria-invalid={wrong}
            aria-describedby="code-hint code-error"
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" className="button">
            {w.lookUpGo}
          </button>
        </div>
        <p id="code-hint" className="small quiet">
          {w.lookUpHint}
        </p>
        <FieldError id="code-error">{wrong ? w.lookUpWrong : undefined}</FieldError>
      </div>
    </form>
  )
}
