import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useEffect, useRef } from 'react'
import { type LiveTrial, listTrials, stopTrial } from '#sense/acceptance/contract.ts'
import type { DeviceReply } from '#sense/device/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { TrialForm } from './trial-form.tsx'
import { TrialProgress } from './trial-progress.tsx'
import { trialWords } from './trial-words.ts'

const isOpen = ({ state }: LiveTrial): boolean => state === 'waiting' || state === 'running'

/** A device tried live: the wish, how far it has come, and how it ended. `onReport` is told of each report that comes of it. */
export function Trial({ device, onReport }: { device: DeviceReply; onReport: (acceptanceId: string) => void }) {
  const w = useWords(trialWords)
  const me = useMe()
  const { deviceId } = device
  const query = useQuery({
    ...ask(listTrials, { params: { deviceId } }),
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) ? 1_500 : 15_000),
  })
  const last = query.data?.items[0]
  useReport(last, onReport)
  if (query.error) return <Failure problem={query.error} onRetry={() => void query.refetch()} />
  const changed = () => void query.refetch()
  const isMine = may(me, 'device.write') && !device.retiredAt
  if (!last && !isMine) return null
  return (
    <section className="device-form" aria-label={w.title}>
      <h4>{w.title}</h4>
      {last && isOpen(last) ? (
        <Running
          deviceId={deviceId}
          trial={last}
          isMine={isMine}
          isMqtt={device.protocol === 'mqtt'}
          onDone={changed}
        />
      ) : (
        <>
          {last?.state === 'missed' && <p role="status">{w.missed}</p>}
          {last?.state === 'lost' && <p role="status">{w.lost}</p>}
          {isMine && <TrialForm deviceId={deviceId} onDone={changed} />}
        </>
      )}
    </section>
  )
}

// A report that was there before this page was opened is no news.
function useReport(last: LiveTrial | undefined, onReport: (acceptanceId: string) => void): void {
  const watched = useRef<string>(undefined)
  const tell = useRef(onReport)
  tell.current = onReport
  useEffect(() => {
    if (!last) return
    if (isOpen(last)) watched.current = last.trialId
    else if (watched.current === last.trialId && last.acceptanceId) {
      watched.current = undefined
      tell.current(last.acceptanceId)
    }
  }, [last])
}

type RunningProps = { deviceId: string; trial: LiveTrial; isMine: boolean; isMqtt: boolean; onDone: () => void }

function Running({ deviceId, trial, isMine, isMqtt, onDone }: RunningProps) {
  const w = useWords(trialWords)
  const pick = usePick()
  const { message } = App.useApp()
  const command = useCommand(stopTrial)
  const { trialId, state, askedBy, askedAt, isStopping, waitUntil } = trial
  const stop = () =>
    command.mutate(
      { params: { deviceId, trialId }, body: {} },
      { onSuccess: onDone, onError: (problem) => void message.error(pick(problem)) },
    )
  const word = state === 'waiting' ? w.cancel : w.stop
  const actions = (
    <div className="device-told-head">
      {isMine && (
        <Button onClick={stop} loading={command.isPending || isStopping}>
          {isStopping ? w.stopping : word}
        </Button>
      )}
      <span className="quiet">{w.by(askedBy, formatTime(askedAt))}</span>
    </div>
  )
  return (
    <div className="trial">
      {state === 'waiting' ? (
        <>
          <div role="status">
            <strong>{w.waiting}</strong>
            <p className="quiet">
              {w.waitingHint(formatTime(waitUntil))}
              {isMqtt && w.brokerHint}
            </p>
          </div>
          {actions}
        </>
      ) : (
        <TrialProgress trial={trial}>{actions}</TrialProgress>
      )}
    </div>
  )
}
