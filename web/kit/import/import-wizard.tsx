import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { TableInspection } from '#city/table-import/contract.ts'
import type { ProblemError } from '../client.ts'
import '../form/form.css'
import { usePick, useWords } from '../language.ts'
import { Loading } from '../states.tsx'
import { ColumnsPart, mappingFault, suggested } from './columns-part.tsx'
import { Committing } from './committing.tsx'
import { FileField } from './file-field.tsx'
import { Findings } from './findings.tsx'
import './import.css'
import { type ImportKind, isTable, type Mapping, type Mode, type Sending } from './import-kind.ts'
import type { Outcome } from './outcome.ts'
import { save } from './save.ts'
import { words } from './words.ts'

type Sent = Sending & { readonly declared: string | undefined }

function useImport(kind: ImportKind) {
  const dry = useMutation<Outcome, ProblemError, Sent>({ mutationFn: kind.send })
  const real = useMutation<Outcome, ProblemError, Sent>({ mutationFn: kind.send })
  const inspection = useMutation<TableInspection, ProblemError, File>({
    mutationFn: (file) => kind.table?.inspect(file) ?? Promise.resolve({ sheets: [] }),
  })
  const forget = () => {
    dry.reset()
    real.reset()
  }
  return { dry, real, inspection, forget }
}

/** What has been chosen so far, and what follows from choosing anew: everything below it goes. */
function useWizard({ table, declared, ...kind }: ImportKind) {
  const [file, setFile] = useState<File>()
  const [mapping, setMapping] = useState<Mapping>()
  const [fault, setFault] = useState('')
  const [vouched, setVouched] = useState<readonly string[]>([])
  const { dry, real, inspection, forget } = useImport({ ...kind, ...(table ? { table } : {}) })
  const begin = (wrong: string, next: Mapping | undefined) => {
    forget()
    setVouched([])
    setFault(wrong)
    setMapping(next)
  }
  const take = (chosen: File | undefined, wrong: string) => {
    begin(wrong, undefined)
    setFile(chosen)
    inspection.reset()
    if (chosen && table && isTable(chosen))
      inspection.mutate(chosen, { onSuccess: (found) => setMapping(suggested(found, table.columns)) })
  }
  const send = (mode: Mode, stands = vouched) => {
    if (!file) return
    setVouched(stands)
    const sending = { file, mode, mapping, vouched: stands, declared: declared?.key }
    if (mode === 'dry-run') dry.mutate(sending)
    else real.mutate(sending)
  }
  const isCurrent = dry.variables?.declared === declared?.key
  const map = (next: Mapping) => begin('', next)
  return { file, mapping, fault, setFault, vouched, dry, real, inspection, take, map, send, isCurrent }
}

/**
 * An import in four steps on one page: the file, what its columns are, a dry run with every error by row, then for real. Anything
 * changed above takes what stands below away.
 */
export function ImportWizard({ kind }: { readonly kind: ImportKind }) {
  const w = useWords(words)
  const pick = usePick()
  const id = useId()
  const { file, mapping, fault, setFault, vouched, dry, real, inspection, take, map, send, isCurrent } = useWizard(kind)
  const { table, declared } = kind
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const unmapped = mapping && table && mappingFault(mapping, table.columns)
    const wrong = file ? (declared?.fault ?? (unmapped ? pick(unmapped) : '')) : w.needFile
    setFault(wrong)
    if (!wrong && !dry.isPending && !inspection.isPending) send('dry-run')
  }
  const outcome = isCurrent ? (real.data ?? dry.data) : undefined
  const isEmpty = inspection.isSuccess && !mapping
  const step = outcome ? 4 : dry.isPending ? 3 : mapping ? 2 : 1
  return (
    <>
      <StepLine at={step} hasColumns={table !== undefined} />
      <form className="import-part form" aria-labelledby={`${id}-file`} onSubmit={submit} noValidate>
        <div className="import-findings-head">
          <h2 id={`${id}-file`}>{w.step1}</h2>
          {table && <Button onClick={() => save('template.csv', templateOf(kind))}>{w.template}</Button>}
        </div>
        <FileField types={kind.fileTypes} file={file} onFile={take} />
        {declared?.fields}
        <Columns kind={kind} inspection={inspection} mapping={mapping} onMap={map} />
        {fault && (
          <p className="field-fault" role="alert">
            {fault}
          </p>
        )}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={dry.isPending} disabled={isEmpty}>
            {dry.isPending ? w.running : w.dryRun}
          </Button>
        </div>
      </form>
      {dry.error && <Refusal problem={dry.error} />}
      {outcome && <Findings outcome={outcome} fileName={file?.name ?? ''} />}
      {isCurrent && dry.data && (
        <Committing
          kind={kind}
          dry={dry.data}
          done={real.data}
          vouched={vouched}
          isBusy={real.isPending || dry.isPending}
          isCommitting={real.isPending}
          onVouch={(stands) => send('dry-run', stands)}
          onCommit={send}
          onAgain={() => take(undefined, '')}
        />
      )}
      {real.error && <Refusal problem={real.error} />}
    </>
  )
}

type ColumnsProps = {
  readonly kind: ImportKind
  readonly inspection: ReturnType<typeof useImport>['inspection']
  readonly mapping: Mapping | undefined
  readonly onMap: (mapping: Mapping) => void
}

/** What was found in the file, while it is read and once its columns can be named. */
function Columns({ kind: { table }, inspection, mapping, onMap }: ColumnsProps) {
  const w = useWords(words)
  if (inspection.isPending) return <Loading rows={3} label={w.inspecting} />
  if (inspection.error) return <Refusal problem={inspection.error} />
  if (!inspection.data || !table) return null
  if (!mapping) return <p className="field-fault">{w.emptyFile}</p>
  return (
    <ColumnsPart
      inspection={inspection.data}
      mapping={mapping}
      columns={table.columns}
      others={table.others}
      onMap={onMap}
    />
  )
}

const templateOf = ({ table }: ImportKind): string =>
  `\uFEFF${(table?.columns ?? []).map(({ zh, isRequired }) => `${zh}${isRequired ? '*' : ''}`).join(',')}\r\n`

function StepLine({ at, hasColumns }: { readonly at: number; readonly hasColumns: boolean }) {
  const w = useWords(words)
  const steps = [w.step1, ...(hasColumns ? [w.step2] : []), w.step3, w.step4]
  // Without columns to name the second step is passed over.
  const shown = hasColumns ? at : Math.max(1, at - 1)
  return (
    <ol className="import-steps" aria-label={w.steps}>
      {steps.map((name, index) => (
        <li
          key={name}
          aria-current={index + 1 === shown ? 'step' : undefined}
          className={index + 1 < shown ? 'past' : undefined}
        >
          <span aria-hidden="true">{index + 1}</span> {name}
        </li>
      ))}
    </ol>
  )
}

function Refusal({ problem }: { readonly problem: ProblemError }) {
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
