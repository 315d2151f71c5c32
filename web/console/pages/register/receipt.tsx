import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Props = { registered: { caseId: string; number: string; trackingCode: string } }

/** What the caller is told. */
export function Receipt({ registered: { caseId, number, trackingCode } }: Props) {
  const w = useWords(words)
  return (
    <div className="receipt">
      <strong>{w.done}</strong>
      <dl>
        <Told title={w.number} text={number} />
        <Told title={w.code} text={trackingCode} shown={trackingCode.replaceAll(/(.{4})(?=.)/g, '$1 ')} />
      </dl>
      <p>{w.tell}</p>
      <Link to="/cases/$id" params={{ id: caseId }}>
        {w.openCase}
      </Link>
    </div>
  )
}

function Told({ title, text, shown = text }: { title: string; text: string; shown?: string }) {
  const w = useWords(words)
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    )
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <code>{shown}</code>
        {/* The clipboard is closed to pages on plain http. */}
        {'clipboard' in navigator && (
          <Button size="small" aria-label={`${w.copy} ${title}`} onClick={copy}>
            {copied ? w.copied : w.copy}
          </Button>
        )}
      </dd>
    </div>
  )
}
