import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProblemError } from '#web/kit/client.ts'
import '#web/kit/form/form.css'
import { usePick, useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Committing } from './committing.tsx'
import {
  type Confirmed,
  type Declared,
  type Kind,
  type Mode,
  permissions,
  type Sending,
  sendImport,
} from './declared.ts'
import { FilePart } from './file-part.tsx'
import { Findings } from './findings.tsx'
import './imports.css'
import { KindPart } from './kind-part.tsx'
import type { Outcome } from './outcome.ts'
import { words } from './words.ts'

const unconfirmed: Confirmed = { frame: false, gaps: false }

/** Imports in four steps on one page: what, which file, a dry run, then for real. */
export function ImportsPage() {
  const w = useWords(words)
  const me = useMe()
  const kinds = (Object.keys(permissions) as Kind[]).filter((kind) => may(me, permissions[kind]))
  const [first] = kinds
  return (
    <div className="imports">
      <header>
        <h1>{w.title}</h1>
        <p className="quiet">{first ? w.lead : w.forbidden}</p>
      </header>
      {first && <Wizard kinds={kinds} first={first} />}
    </div>
  )
}

const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

function useImport() {
  const dry = useMutation<Outcome, ProblemError, Sending>({ mutationFn: sendImport })
  const real = useMutation<Outcome, ProblemError, Sending>({ mutationFn: sendImport })
  const forget = () => {
    dry.reset()
    real.reset()
  }
  return { dry, real, forget }
}

function Wizard({ kinds, first }: { kinds: readonly Kind[]; first: Kind }) {
  const w = useWords(words)
  const [declared, setDeclared] = useState<Declared>(() => ({
    kind: first,
    file: null,
    frame: 'CGCS2000',
    meridian: null,
    day: today(),
    edition: '2026',
    name: w.nameDefault,
  }))
  const [confirmed, setConfirmed] = useState(unconfirmed)
  const { dry, real, forget } = useImport()
  const change = (patch: Partial<Declared>) => {
    setDeclared({ ...declared, ...patch, ...(patch.kind ? { file: null } : {}) })
    setConfirmed(unconfirmed)
    forget()
  }
  const send = (mode: Mode, stands = confirmed) => {
    const { file } = declared
    if (!file) return
    setConfirmed(stands)
    const sending = { declared, file, confirmed: stands, mode }
    if (mode === 'dry-run') dry.mutate(sending)
    else real.mutate(sending)
  }
  const outcome = real.data ?? dry.data
  const step = real.data ? 4 : dry.data ? 4 : dry.isPending ? 3 : declared.file ? 3 : 2
  return (
    <>
      <StepLine at={step} />
      <KindPart kinds={kinds} kind={declared.kind} onChange={(kind) => change({ kind })} />
      <FilePart
        key={declared.kind}
        declared={declared}
        onChange={change}
        onDryRun={() => send('dry-run')}
        isBusy={dry.isPending}
      />
      {dry.error && <Refusal problem={dry.error} />}
      {outcome && <Findings outcome={outcome} fileName={declared.file?.name ?? ''} />}
      {dry.data && (
        <Committing
          kind={declared.kind}
          dry={dry.data}
          done={real.data}
          confirmed={confirmed}
          isBusy={real.isPending || dry.isPending}
          onConfirm={(stands) => send('dry-run', stands)}
          onCommit={send}
          onAgain={() => change({ file: null })}
        />
      )}
      {real.error && <Refusal problem={real.error} />}
    </>
  )
}

function StepLine({ at }: { at: number }) {
  const w = useWords(words)
  return (
    <ol className="import-steps" aria-label={w.steps}>
      {[w.step1, w.step2, w.step3, w.step4].map((name, index) => (
        <li
          key={name}
          aria-current={index + 1 === at ? 'step' : undefined}
          className={index + 1 < at ? 'past' : undefined}
        >
          <span aria-hidden="true">{index + 1}</span> {name}
        </li>
      ))}
    </ol>
  )
}

function Refusal({ problem }: { problem: ProblemError }) {
  const pick = usePick()
  return (
    <div className="form-refusal" role="alert">
      <p>{pick(problem)}</p>
      {problem.faults.length > 0 && (
        <ul>
          {problem.faults.map((fault) => (
            <li key={`${fault.field}${fault.code}`}>
              {fault.field}：{pick(fault)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
