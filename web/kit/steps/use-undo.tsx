import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import { type CaseMoved, countCases, getCase, listCases } from '#city/case/contract.ts'
import { asProblem } from '../client.ts'
import { Caps } from '../keys/caps.tsx'
import { useShortcuts } from '../keys/use-shortcut.ts'
import { defineWords, usePick, useWords } from '../language.ts'
import { routeKey } from '../query.ts'
import { useMe } from '../session.ts'
import { UNDO_SECONDS, wayBackFrom } from './undo.ts'

const words = defineWords({
  undo: { zh: '撤销', en: 'Undo' },
  undone: { zh: (number: string) => `${number} 已撤销，恢复原状`, en: (number: string) => `${number}: undone` },
  seconds: { zh: `${UNDO_SECONDS} 秒内可撤销`, en: `can be undone for ${UNDO_SECONDS} s` },
})

/** Tells where a case went by a step, and for ten seconds offers the way back: by a button or by U; or says that there is none. */
export function useUndo(): (moved: CaseMoved, kind: string, text: string) => void {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const client = useQueryClient()
  const { message, notification } = App.useApp()
  const refresh = () => {
    for (const contract of [getCase, listCases, countCases])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
  }
  return ({ caseId, number, version }, kind, text) => {
    const way = wayBackFrom(kind, me)
    if (way === undefined || 'cannot' in way) {
      message.success(way ? `${text}。${pick(way.cannot)}` : text)
      return
    }
    const key = `undo-${caseId}`
    const undo = async () => {
      try {
        await way.undo(caseId, version)
        message.success(w.undone(number))
      } catch (error) {
        message.error(pick(asProblem(error)))
      }
      notification.destroy(key)
      refresh()
    }
    notification.success({
      key,
      title: text,
      description: w.seconds,
      duration: UNDO_SECONDS,
      placement: 'bottomRight',
      actions: <UndoButton onUndo={undo} />,
    })
  }
}

function UndoButton({ onUndo }: { onUndo: () => Promise<void> }) {
  const w = useWords(words)
  const [isBusy, setBusy] = useState(false)
  const isAsked = useRef(false)
  const undo = () => {
    if (isAsked.current) return
    isAsked.current = true
    setBusy(true)
    void onUndo()
  }
  useShortcuts({ undo })
  return (
    <Button size="small" type="primary" loading={isBusy} onClick={undo} aria-keyshortcuts="U">
      {w.undo} <Caps of="KeyU" />
    </Button>
  )
}
