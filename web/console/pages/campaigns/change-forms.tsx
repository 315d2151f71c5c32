import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { chooseCampaignCase, closeCampaign, listCampaignCases } from '#command/campaign/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

type Props = { id: string; onDone: () => void }

/** Puts one case in or takes it out, with the reason. */
export function ChooseForm({ id, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const client = useQueryClient()
  const form = useDraft(chooseCampaignCase.body!, { number: '', reason: '', included: true })
  const command = useCommand(chooseCampaignCase)
  const send = (included: boolean) => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { params: { id }, body: { ...body, included } },
      {
        onSuccess: () => {
          message.success(w.chosen)
          form.set('number', '')
          void client.invalidateQueries({ queryKey: [routeKey(listCampaignCases)] })
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) message.error(pick(problem))
        },
      },
    )
  }
  return (
    <section className="package-form" aria-labelledby="campaign-choose">
      <h3 id="campaign-choose">{w.choose}</h3>
      <TextField form={form} name="number" label={w.number} max={40} />
      <TextField form={form} name="reason" label={w.reason} max={500} />
      <div className="rung-actions">
        <Button onClick={() => send(true)} loading={command.isPending}>
          {w.include}
        </Button>
        <Button onClick={() => send(false)} loading={command.isPending}>
          {w.exclude}
        </Button>
      </div>
    </section>
  )
}

/** Closes the campaign with its summary; before its last day is over also with the reason. */
export function CloseForm({ id, isEarly, onDone }: Props & { isEarly: boolean }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const form = useDraft(closeCampaign.body!, { summary: '' })
  const command = useCommand(closeCampaign)
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { params: { id }, body },
      {
        onSuccess: onDone,
        onError: (problem) => {
          if (!form.refuse(problem)) message.error(pick(problem))
        },
      },
    )
  }
  return (
    <section className="package-form" aria-labelledby="campaign-close">
      <h3 id="campaign-close">{w.closeIt}</h3>
      {isEarly && (
        <TextField form={form} name="earlyReason" label={w.earlyReason} hint={w.earlyHint} rows={2} max={500} />
      )}
      <TextField form={form} name="summary" label={w.summary} rows={3} max={2000} />
      <div>
        <Button onClick={send} loading={command.isPending}>
          {w.closeIt}
        </Button>
      </div>
    </section>
  )
}
