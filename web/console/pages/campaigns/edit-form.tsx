import { App, Button } from 'antd'
import { type CampaignInput, changeCampaign, type getCampaign } from '#command/campaign/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import '../emergency/package-form.css'
import { CampaignFields } from './fields.tsx'
import { words } from './words.ts'

type Props = {
  campaign: ReplyOf<typeof getCampaign>
  onDone: () => void
  onCancel: () => void
  /** Somebody else changed it meanwhile. */
  onMoved: () => void
}

/** Changes a campaign while it lasts; what is changed, by whom and why stays on record. */
export function EditForm({ campaign, onDone, onCancel, onMoved }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const { campaignId, name, goal, target, startsOn, endsOn, filter, ownerUnitId, version } = campaign
  const form = useDraft(changeCampaign.body!, {
    ...{ name, goal, target, startsOn, endsOn, filter, ownerUnitId },
    ...{ basedOn: version, reason: '' },
  })
  const command = useCommand(changeCampaign)
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { params: { id: campaignId }, body },
      {
        onSuccess: () => {
          message.success(w.changed)
          onDone()
        },
        onError: (problem) => {
          if (problem.code === 'campaign_moved_on') onMoved()
          if (!form.refuse(problem) || problem.code === 'campaign_moved_on') message.error(pick(problem))
        },
      },
    )
  }
  return (
    <section className="package-form" aria-labelledby="campaign-edit">
      <h3 id="campaign-edit">{w.edit}</h3>
      <CampaignFields form={form as unknown as Draft<CampaignInput>} />
      <TextField form={form} name="reason" label={w.changeReason} rows={2} max={500} />
      <div className="rung-actions">
        <Button type="primary" onClick={send} loading={command.isPending}>
          {w.save}
        </Button>
        <Button onClick={onCancel}>{w.cancel}</Button>
      </div>
    </section>
  )
}
