import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { pushToWall, type WallView } from '#supervise/wall/contract.ts'
import { defineWords, usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'

const words = defineWords({
  push: { zh: '放到大屏', en: 'Put on the wall' },
  sent: { zh: (until: string) => `已放到大屏，至 ${until}`, en: (until: string) => `On the walls until ${until}` },
})

// A menu weighs more than the rest of this; it comes when somebody wants to put something on a wall.
const PushMenu = lazy(() => import('./push-menu.tsx').then(({ PushMenu }) => ({ default: PushMenu })))

type What = { readonly caseNumber: string } | { readonly view: () => WallView | undefined }
type Props = { readonly what: What; readonly size?: 'small' | 'middle' }

/** 放到大屏 from where something is looked at: on every wall of the district, for some minutes; the page of walls ends it earlier. */
export function PushButton({ what, size = 'middle' }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const { message } = App.useApp()
  const command = useCommand(pushToWall)
  const [isAsked, setAsked] = useState(false)
  if (!may(me, 'wall.push')) return null
  const push = (minutes: number) => {
    const caseNumber = 'caseNumber' in what ? what.caseNumber : ''
    const view = 'view' in what ? (what.view() ?? null) : null
    command.mutate(
      { body: { deviceId: null, theme: null, caseNumber, view, minutes } },
      {
        onSuccess: ({ until }) => void message.success(w.sent(formatTime(until).slice(11))),
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  }
  const button = { size, loading: command.isPending }
  const closed = (
    <Button {...button} onClick={() => setAsked(true)}>
      {w.push}
    </Button>
  )
  if (!isAsked) return closed
  return (
    <Suspense fallback={closed}>
      <PushMenu button={button} label={w.push} onChoose={push} />
    </Suspense>
  )
}
