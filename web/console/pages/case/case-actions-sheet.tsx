import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { CaseDetail, CaseMoved } from '#city/case/contract.ts'
import { defineWords, useWords } from '#web/kit/language.ts'
import { ActionBar } from '#web/kit/steps/action-bar.tsx'
import { twinSteps } from '#web/kit/steps/registry.tsx'

const words = defineWords({
  act: { zh: '办理', en: 'Act' },
  none: { zh: '查看步骤', en: 'See the steps' },
  title: { zh: '可办步骤', en: 'What can be done' },
  ready: { zh: (n: number) => `${n} 个步骤可办`, en: (n: number) => `${n} steps open` },
})

type Props = {
  detail: CaseDetail
  onDone: (moved: CaseMoved, kind: string) => void
  onAct: (kind: string | undefined) => void
}

/** On a phone the steps wait at the bottom edge and open over the case. */
export function CaseActionsSheet({ detail, onDone, onAct }: Props) {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(false)
  const ready = detail.permitted.filter(({ allowed, kind }) => allowed && !twinSteps.has(kind)).length
  return (
    <>
      <div className="case-sheet-bar">
        <span className="quiet">{w.ready(ready)}</span>
        <Button type={ready > 0 ? 'primary' : 'default'} size="large" onClick={() => setOpen(true)}>
          {ready > 0 ? w.act : w.none}
        </Button>
      </div>
      <Drawer
        open={isOpen}
        onClose={() => {
          setOpen(false)
          onAct(undefined)
        }}
        placement="bottom"
        size="88%"
        title={`${w.title} ${detail.number}`}
        destroyOnHidden
      >
        <ActionBar
          detail={detail}
          onAct={onAct}
          onDone={(moved, kind) => {
            setOpen(false)
            onDone(moved, kind)
          }}
        />
      </Drawer>
    </>
  )
}
