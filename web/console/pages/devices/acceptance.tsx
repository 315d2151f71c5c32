import { useQuery } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { listAcceptances, type Made, makeAcceptance } from '#sense/acceptance/contract.ts'
import type { DeviceReply } from '#sense/device/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { AcceptanceReport } from './acceptance-report.tsx'
import { acceptanceWords } from './acceptance-words.ts'
import { Trial } from './trial.tsx'
import { trialWords } from './trial-words.ts'

const spans = [10, 60, 1_440, 10_080] as const

/** What a device is worth by its protocol: the reports made of it, and a new one over what was kept lately. */
export function Acceptance({ device }: { device: DeviceReply }) {
  const w = useWords(acceptanceWords)
  const pick = usePick()
  const me = useMe()
  const { message } = App.useApp()
  const [minutes, setMinutes] = useState<number>(1_440)
  const [opened, setOpened] = useState<string>()
  const { deviceId } = device
  const { data, error, refetch } = useQuery(ask(listAcceptances, { params: { deviceId } }))
  const command = useCommand(makeAcceptance)
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={2} />
  const show = (acceptanceId: string) => {
    setOpened(acceptanceId)
    void refetch()
  }
  const make = () =>
    command.mutate(
      { params: { deviceId }, body: { minutes } },
      {
        onSuccess: ({ acceptanceId }) => show(acceptanceId),
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  return (
    <section className="device-form">
      <h3>{w.title}</h3>
      {device.protocol !== 'coap' && <Trial device={device} onReport={show} />}
      <h4>{w.kept}</h4>
      <p className="quiet">{w.hint}</p>
      {may(me, 'device.write') && !device.retiredAt && (
        <div className="device-told-head">
          <Select
            aria-label={w.span}
            value={minutes}
            onChange={setMinutes}
            options={spans.map((value) => ({ value, label: w.spans(value) }))}
          />
          <Button onClick={make} loading={command.isPending}>
            {w.make}
          </Button>
        </div>
      )}
      {data.items.length === 0 ? (
        <p className="quiet">{w.none}</p>
      ) : (
        <ul className="device-told" aria-label={w.reports}>
          {data.items.map((one) => (
            <Line
              key={one.acceptanceId}
              one={one}
              isOpen={one.acceptanceId === opened}
              onOpen={setOpened}
              deviceId={deviceId}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

type LineProps = { one: Made; deviceId: string; isOpen: boolean; onOpen: (id: string | undefined) => void }

function Line({ one, deviceId, isOpen, onOpen }: LineProps) {
  const w = useWords(acceptanceWords)
  const { acceptanceId, madeAt, madeBy, frames, grade, trials } = one
  return (
    <li>
      <div className="device-told-head">
        <strong className={`acceptance-grade grade-${grade ?? 'none'}`}>{grade ?? w.noGrade}</strong>
        <button
          type="button"
          className="link"
          aria-expanded={isOpen}
          onClick={() => onOpen(isOpen ? undefined : acceptanceId)}
        >
          {formatTime(madeAt)}
        </button>
        <span className="quiet">
          {w.by(madeBy, frames.toLocaleString())} · <Way trials={trials} />
        </span>
      </div>
      {isOpen && <AcceptanceReport deviceId={deviceId} acceptanceId={acceptanceId} />}
    </li>
  )
}

/** Whether kept frames were looked at or the device was tried, and how. */
function Way({ trials }: Pick<Made, 'trials'>) {
  const w = useWords(acceptanceWords)
  const t = useWords(trialWords)
  if (trials === null) return w.fromKept
  return trials.length === 0 ? w.heardOnly : w.tried(trials.map((name) => t[name]).join('、'))
}
