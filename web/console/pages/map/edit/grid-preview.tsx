import { App, Button } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { publishGridChange } from '#city/grid/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatDay } from '#web/kit/time.ts'
import { GridEffects } from './grid-effects.tsx'
import { gridWords } from './grid-words.ts'
import type { Grid } from './use-grid.ts'
import { useRefresh } from './use-refresh.ts'

type Props = { readonly grid: Grid; readonly onDone: () => void }

/** What a change would bring as of a day, and the form that publishes or plans it. */
export function GridPreview({ grid, onDone }: Props) {
  const w = useWords(gridWords)
  const { preview, shown, isWhole } = grid
  return (
    <section aria-label={w.preview}>
      <h3>{w.preview}</h3>
      <DayField grid={grid} />
      {!isWhole && <p className="quiet">{w.needMore}</p>}
      {isWhole && preview.error && <Failure problem={preview.error} onRetry={() => void preview.refetch()} />}
      {isWhole && !preview.error && !shown && <Loading />}
      {shown && <PublishForm grid={grid} shown={shown} onDone={onDone} />}
    </section>
  )
}

/** Today by the clock of this screen; the server has the last word on what is past. */
const today = () => formatDay(Date.now())

function DayField({ grid: { day, setDay } }: { readonly grid: Grid }) {
  const w = useWords(gridWords)
  const hint = useId()
  return (
    <>
      <label className="edit-reason">
        {w.day}
        <input
          className="map-input"
          type="date"
          min={today()}
          value={day || today()}
          aria-describedby={hint}
          onChange={({ target }) => setDay(target.value > today() ? target.value : '')}
        />
      </label>
      <p id={hint} className="quiet edit-found">
        {w.dayHint}
      </p>
    </>
  )
}

type FormProps = Props & { readonly shown: NonNullable<Grid['shown']> }

function PublishForm({ grid, shown, onDone }: FormProps) {
  const w = useWords(gridWords)
  const pick = usePick()
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [reason, setReason] = useState('')
  const command = useCommand(publishGridChange)
  const { kind, codes, line, day, preview } = grid
  const publish = (event: FormEvent) => {
    event.preventDefault()
    if (command.isPending) return
    const drawn =
      kind === 'split' || kind === 'border' ? { line: line.map(([lon, lat]): [number, number] => [lon, lat]) } : {}
    const body = { kind, cells: [...codes], ...drawn, ...(day ? { day } : {}), token: shown.token, reason }
    const onSuccess = ({ number, state, day: from }: { number: number; state: string; day: string }) => {
      void message.success(state === 'planned' ? w.planned(number, from) : w.published(number))
      refresh()
      onDone()
    }
    command.mutate({ body }, { onSuccess })
  }
  return (
    <form className="form" onSubmit={publish}>
      <GridEffects preview={shown} />
      <label className="edit-reason">
        {w.reason}
        <input
          className="map-input"
          required
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      {command.error && (
        <div className="form-refusal" role="alert">
          {pick(command.error)} <Button onClick={() => void preview.refetch()}>{w.again}</Button>
        </div>
      )}
      <div className="form-actions">
        <Button
          type="primary"
          htmlType="submit"
          loading={command.isPending}
          disabled={shown.findings.length > 0 || !reason.trim()}
        >
          {day ? w.plan(day) : w.publish}
        </Button>
      </div>
    </form>
  )
}
