import { Button } from 'antd'
import { useState } from 'react'
import { COMPONENT_BULK_MAX } from '#city/component/bulk/contract.ts'
import type { Attribute } from '#city/component/contract.ts'
import { useWords } from '#web/kit/language.ts'
import type { Picks } from '#web/kit/table/use-picks.ts'
import type { Component } from '../columns.tsx'
import { AttributeDialog } from './attribute-dialog.tsx'
import './bulk.css'
import { ChangesDialog } from './changes-dialog.tsx'
import { words } from './words.ts'

type Props = {
  readonly kind: string
  readonly attributes: readonly Attribute[]
  readonly picks: Picks<Component>
}

/** What may be done with the components chosen, and what was done to many before. */
export function AttributeBar({ kind, attributes, picks }: Props) {
  const w = useWords(words)
  const [shown, setShown] = useState<'change' | 'past'>()
  const count = picks.items.length
  return (
    <section className={count > 0 ? 'attribute-bar chosen' : 'attribute-bar'} aria-label={w.bar}>
      <span aria-live="polite">{count > 0 ? w.picked(count, COMPONENT_BULK_MAX) : w.hint}</span>
      <button type="button" className="link" onClick={picks.all}>
        {w.pickAll}
      </button>
      {count > 0 && (
        <>
          <button type="button" className="link" onClick={picks.clear}>
            {w.clear}
          </button>
          <Button size="small" type="primary" onClick={() => setShown('change')}>
            {w.change}
          </Button>
        </>
      )}
      <button type="button" className="link" onClick={() => setShown('past')}>
        {w.past}
      </button>
      {shown === 'change' && (
        <AttributeDialog
          kind={kind}
          attributes={attributes}
          items={picks.items}
          onClose={(isDone) => {
            setShown(undefined)
            if (isDone) picks.clear()
          }}
        />
      )}
      {shown === 'past' && <ChangesDialog onClose={() => setShown(undefined)} />}
    </section>
  )
}
