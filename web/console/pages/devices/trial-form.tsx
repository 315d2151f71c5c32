import { App, Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { startTrial, type TrialName, trialNames } from '#sense/acceptance/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { trialWords } from './trial-words.ts'

const spans = [5, 10, 30, 60, 240, 1_440] as const

/** How a device is to be tried: for how long, and what is done to it meanwhile. */
export function TrialForm({ deviceId, onDone }: { deviceId: string; onDone: () => void }) {
  const w = useWords(trialWords)
  const pick = usePick()
  const { message } = App.useApp()
  const [minutes, setMinutes] = useState<number>(10)
  const [trials, setTrials] = useState<TrialName[]>(['resend', 'ask'])
  const command = useCommand(startTrial)
  const start = () =>
    command.mutate(
      { params: { deviceId }, body: { minutes, trials } },
      { onSuccess: onDone, onError: (problem) => void message.error(pick(problem)) },
    )
  const hints = { resend: w.resendHint, ask: w.askHint, cut: w.cutHint }
  return (
    <>
      <p className="quiet">{w.hint}</p>
      <fieldset className="trial-choices">
        <legend>{w.trials}</legend>
        {trialNames.map((name) => (
          <Checkbox
            key={name}
            checked={trials.includes(name)}
            onChange={({ target }) =>
              setTrials(trialNames.filter((one) => (one === name ? target.checked : trials.includes(one))))
            }
          >
            {w[name]} <span className="quiet">{hints[name]}</span>
          </Checkbox>
        ))}
      </fieldset>
      {trials.includes('cut') && <p role="note">{w.cutWarning}</p>}
      <div className="device-told-head">
        <Select
          aria-label={w.minutes}
          value={minutes}
          onChange={setMinutes}
          options={spans.map((value) => ({ value, label: w.minutesOf(value) }))}
        />
        <Button type="primary" onClick={start} loading={command.isPending}>
          {w.start}
        </Button>
      </div>
    </>
  )
}
