import { useQueryClient } from '@tanstack/react-query'
import { App, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { getLimits } from '#city/calendar/contract.ts'
import { clockNames, publishLimits, simulateLimits } from '#command/simulate/contract.ts'
import type { BodyInputOf, ReplyOf } from '#kernel/http/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { type Limit, type LimitUnit, limitUnits } from '#web/kit/limit.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { formatDay } from '#web/kit/time.ts'
import { SignedVersions, SignPart } from './sign-part.tsx'
import { words } from './words.ts'

type Held = ReplyOf<typeof getLimits>
type Stages = NonNullable<BodyInputOf<typeof simulateLimits>>['stages']
type Props = { held: Held; mayWrite: boolean }

/** How long each stage of the system itself may take, as a draft of the next signed table. */
export function LimitsPart({ held, mayWrite }: Props) {
  const w = useWords(words)
  const { message } = App.useApp()
  const client = useQueryClient()
  const simulate = useCommand(simulateLimits)
  const publish = useCommand(publishLimits)
  const [changed, setChanged] = useState<Readonly<Record<string, Limit>>>({})
  const [simulationId, setSimulationId] = useState<string>()
  const put = (stage: string, limit: Limit) => {
    setSimulationId(undefined)
    setChanged({ ...changed, [stage]: limit })
  }
  const sign = (reason: string) =>
    publish.mutate(
      { body: { simulationId: simulationId ?? '', basedOn: held.version, reason } },
      {
        onSuccess: ({ version }) => {
          void message.success(w.signed(version))
          void client.invalidateQueries({ queryKey: [routeKey(getLimits)] })
        },
      },
    )
  return (
    <section className="counting-part" aria-labelledby="counting-limits">
      <h2 id="counting-limits">
        {w.limits} <small>{held.version > 0 ? w.version(held.version) : w.unsigned}</small>
      </h2>
      <LimitRows held={held} changed={changed} put={put} isReadOnly={!mayWrite} />
      {mayWrite ? (
        <SignPart
          isReady={Object.keys(changed).length > 0}
          simulationId={simulationId}
          problem={simulate.error ?? publish.error}
          isBusy={simulate.isPending || publish.isPending}
          onSimulate={() =>
            simulate.mutate(
              { body: { title: w.draftTitle(formatDay(Date.now())), stages: changed as Stages } },
              { onSuccess: (asked) => setSimulationId(asked.simulationId) },
            )
          }
          onSign={sign}
        />
      ) : (
        <p className="quiet">{w.readOnly}</p>
      )}
      <SignedVersions versions={held.versions} />
    </section>
  )
}

type RowsProps = {
  held: Held
  changed: Readonly<Record<string, Limit>>
  put: (stage: string, limit: Limit) => void
  isReadOnly: boolean
}

function LimitRows({ held, changed, put, isReadOnly }: RowsProps) {
  const w = useWords(words)
  const language = useLanguage()
  const nameOf = (stage: string) => clockNames[stage as keyof typeof clockNames]?.[language] ?? stage
  const units = Object.entries(limitUnits).map(([value, name]) => ({
    value: value as LimitUnit,
    label: name[language],
  }))
  return (
    <ul className="counting-list">
      {held.stages.map(({ stage, limit, source }) => {
        const shown = changed[stage] ?? limit
        return (
          <li key={stage}>
            <span className="counting-name">{nameOf(stage)}</span>
            <InputNumber
              aria-label={`${nameOf(stage)} ${w.limit}`}
              min={1}
              disabled={isReadOnly}
              value={shown.value}
              onChange={(value) => value && put(stage, { ...shown, value })}
            />
            <Select
              aria-label={w.unitOf(nameOf(stage))}
              disabled={isReadOnly}
              value={shown.unit}
              options={units}
              onChange={(unit) => put(stage, { ...shown, unit })}
              style={{ inlineSize: 130 }}
            />
            <span className="quiet">{source}</span>
          </li>
        )
      })}
    </ul>
  )
}
