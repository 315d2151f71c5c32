import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { listFences } from '#analyse/fence/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Labelled } from '../rules/labelled.tsx'
import { outlineOf, type Row } from './rows.ts'
import { words } from './words.ts'

type Props = { row: Row; change: (patch: Partial<Row>) => void; onRemove: (() => void) | undefined }

const kinds = ['threshold', 'rate', 'transition', 'fence', 'silence'] as const

/** One condition of a rule. */
export function RowEditor({ row, change, onRemove }: Props) {
  const w = useWords(words)
  return (
    <fieldset className="arule-row">
      <Labelled label={w.kind}>
        {(id) => (
          <Select
            id={id}
            value={row.kind}
            options={kinds.map((value) => ({ value, label: w[value] }))}
            onChange={(kind) => change({ kind })}
          />
        )}
      </Labelled>
      {row.kind !== 'fence' && <Text label={w.metric} value={row.metric} set={(metric) => change({ metric })} />}
      <Fields row={row} change={change} />
      {row.kind !== 'silence' && (
        <>
          <Count label={w.lasts} value={row.seconds} set={(seconds) => change({ seconds: seconds ?? 0 })} />
          {row.seconds > 0 && (
            <Checkbox checked={row.isByClock} onChange={({ target }) => change({ isByClock: target.checked })}>
              {w.clockHolds}
            </Checkbox>
          )}
        </>
      )}
      {onRemove && <Button onClick={onRemove}>{w.remove}</Button>}
    </fieldset>
  )
}

function Fields({ row, change }: Omit<Props, 'onRemove'>) {
  const w = useWords(words)
  switch (row.kind) {
    case 'threshold':
      return (
        <>
          <Text label={w.unit} value={row.unit} set={(unit) => change({ unit })} />
          <Choice label={w.side} value={row.side} of={['above', 'below']} set={(side) => change({ side })} />
          <Count label={w.limit} value={row.limit} set={(limit) => change({ limit })} />
          <Count label={w.clear} value={row.clear} set={(clear) => change({ clear })} />
        </>
      )
    case 'rate':
      return (
        <>
          <Text label={w.unit} value={row.unit} set={(unit) => change({ unit })} />
          <Choice label={w.side} value={row.way} of={['rises', 'falls']} set={(way) => change({ way })} />
          <Count label={w.by} value={row.by} set={(by) => change({ by })} />
          <Count label={w.within} value={row.withinSeconds} set={(withinSeconds) => change({ withinSeconds })} />
        </>
      )
    case 'transition':
      return (
        <>
          <Text label={w.to} value={row.to} set={(to) => change({ to })} />
          <Text label={w.from} value={row.from} set={(from) => change({ from })} />
          <Count label={w.bit} value={row.bit} set={(bit) => change({ bit })} />
        </>
      )
    case 'fence':
      return <FenceFields row={row} change={change} />
    case 'silence':
      return <Count label={w.silentAfter} value={row.afterSeconds} set={(afterSeconds) => change({ afterSeconds })} />
  }
}

function FenceFields({ row, change }: Omit<Props, 'onRemove'>) {
  const w = useWords(words)
  return (
    <>
      <NamedField row={row} change={change} />
      <Choice label={w.side} value={row.where} of={['inside', 'outside']} set={(where) => change({ where })} />
      <Choice
        label={w.shape}
        value={row.shape}
        of={['circle', 'polygon', 'corridor']}
        set={(shape) => change({ shape, named: null })}
      />
      <div className="arule-wide">
        <Text label={w.points} value={row.points} set={(points) => change({ points, named: null })} />
      </div>
      {row.shape !== 'polygon' && (
        <Count label={w.metres} value={row.metres} set={(metres) => change({ metres, named: null })} />
      )}
      <Count label={w.margin} value={row.marginMetres} set={(marginMetres) => change({ marginMetres })} />
    </>
  )
}

/** Taking the outline of a fence of the register; it is copied, so that a signed rule stays what it was. */
function NamedField({ row, change }: Omit<Props, 'onRemove'>) {
  const w = useWords(words)
  const { data } = useQuery({ ...ask(listFences, {}), staleTime: 60_000 })
  const fences = data?.items ?? []
  if (fences.length === 0 && !row.named) return null
  const names = new Map(fences.map(({ fenceId, body }) => [fenceId, body.name]))
  if (row.named && !names.has(row.named.fenceId)) names.set(row.named.fenceId, row.named.name)
  return (
    <Labelled label={w.named}>
      {(id) => (
        <Select
          id={id}
          allowClear
          value={row.named?.fenceId ?? null}
          placeholder={w.notNamed}
          options={[...names].map(([value, label]) => ({ value, label }))}
          onChange={(fenceId?: string | null) => {
            const fence = fences.find((one) => one.fenceId === fenceId)
            if (!fence) return change({ named: null })
            const { revision, body } = fence
            change({ ...outlineOf(body.area), named: { fenceId: fence.fenceId, revision, name: body.name } })
          }}
        />
      )}
    </Labelled>
  )
}

export const Text = ({ label, value, set }: { label: string; value: string; set: (value: string) => void }) => (
  <Labelled label={label}>
    {(id) => <Input id={id} value={value} onChange={({ target }) => set(target.value)} />}
  </Labelled>
)

type CountProps = { label: string; value: number | null; set: (value: number | null) => void }

export const Count = ({ label, value, set }: CountProps) => (
  <Labelled label={label}>
    {(id) => <InputNumber id={id} value={value} onChange={set} style={{ inlineSize: '100%' }} />}
  </Labelled>
)

type Word =
  | 'above'
  | 'below'
  | 'rises'
  | 'falls'
  | 'inside'
  | 'outside'
  | 'circle'
  | 'polygon'
  | 'corridor'
  | 'all'
  | 'any'

export function Choice<T extends Word>({
  label,
  value,
  of,
  set,
}: {
  label: string
  value: T
  of: readonly T[]
  set: (value: T) => void
}) {
  const w = useWords(words)
  return (
    <Labelled label={label}>
      {(id) => (
        <Select
          id={id}
          value={value}
          options={of.map((one) => ({ value: one, label: w[one] }))}
          onChange={(next) => set(next as T)}
        />
      )}
    </Labelled>
  )
}
