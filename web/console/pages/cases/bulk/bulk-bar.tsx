import { Button } from 'antd'
import { useState } from 'react'
import { BULK_MAX, bulkActionNames, bulkActions } from '#command/bulk/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import './bulk.css'
import { BulkDialog } from './bulk-dialog.tsx'
import type { CasePicks } from './case-picks.ts'
import { words } from './words.ts'

type BulkStep = (typeof bulkActionNames)[number]

/** What may be done with the cases chosen. */
export function BulkBar({ picks }: { picks: CasePicks }) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const [action, setAction] = useState<BulkStep>()
  if (picks.items.length === 0) return null
  return (
    <section className="bulk-bar" aria-label={w.bar}>
      <span aria-live="polite">{w.picked(picks.items.length, BULK_MAX)}</span>
      <button type="button" className="link" onClick={picks.all}>
        {w.pickAll}
      </button>
      <button type="button" className="link" onClick={picks.clear}>
        {w.clear}
      </button>
      <span className="bulk-actions">
        {bulkActionNames
          .filter((name) => may(me, bulkActions[name].permission))
          .map((name) => (
            <Button key={name} size="small" onClick={() => setAction(name)}>
              {pick(bulkActions[name])}
            </Button>
          ))}
      </span>
      {action && (
        <BulkDialog
          action={action}
          items={picks.items}
          onClose={(isDone) => {
            setAction(undefined)
            if (isDone) picks.clear()
          }}
        />
      )}
    </section>
  )
}
