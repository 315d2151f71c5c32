import { App, Button } from 'antd'
import { openCampaign } from '#command/campaign/contract.ts'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { formatDay } from '#web/kit/time.ts'
import '../emergency/package-form.css'
import { CampaignFields } from './fields.tsx'
import { words } from './words.ts'

const month = 30 * 86_400_000

/** What opens a campaign. */
export function CampaignForm({ onDone }: { onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const form = useDraft(openCampaign.body!, {
    name: '',
    goal: '',
    target: 90,
    startsOn: formatDay(Date.now()),
    endsOn: formatDay(Date.now() + month),
    filter: {},
  })
  const command = useCommand(openCampaign)
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { body },
      {
        onSuccess: () => {
          message.success(w.created)
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) message.error(pick(problem))
        },
      },
    )
  }
  return (
    <div className="package-form">
      <CampaignFields form={form} />
      <div>
        <Button type="primary" onClick={send} loading={command.isPending}>
          {w.create}
        </Button>
      </div>
    </div>
  )
}
