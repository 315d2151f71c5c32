import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { type DestinationItem, drawSecret, listDestinations } from '#command/notify/webhook/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

/** Makes a secret and shows it once; it is gone with this part of the screen. */
export function SecretPart({ item }: { item: DestinationItem }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const command = useCommand(drawSecret)
  const { destinationId, hasSecret } = item
  const draw = () =>
    command.mutate(
      { params: { destinationId } },
      { onSuccess: () => void client.invalidateQueries({ queryKey: [routeKey(listDestinations)] }) },
    )
  const formerUntil = command.data?.formerUntil ?? item.formerUntil
  return (
    <section aria-label={w.secret} className="notify-card">
      <Button onClick={draw} loading={command.isPending} type={hasSecret ? 'default' : 'primary'}>
        {hasSecret ? w.secretAgain : w.secret}
      </Button>
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      {command.data && (
        <div role="status">
          <p>{w.secretOnce}</p>
          <Copied text={command.data.secret} />
        </div>
      )}
      {formerUntil && Date.parse(formerUntil) > Date.now() && (
        <p className="quiet">{w.secretFormer(formatTime(formerUntil))}</p>
      )}
    </section>
  )
}

function Copied({ text }: { text: string }) {
  const w = useWords(words)
  const [isCopied, setCopied] = useState(false)
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <p className="notify-secret">
      <code>{text}</code>
      <Button size="small" onClick={copy}>
        {isCopied ? w.copied : w.copy}
      </Button>
    </p>
  )
}
