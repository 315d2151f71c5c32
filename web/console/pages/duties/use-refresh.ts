import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { listDuties, listShifts } from '#city/duty/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { routeKey } from '#web/kit/query.ts'
import { words } from './words.ts'

/** Says that it is saved, and has duties and shifts asked for anew. */
export function useRefresh(): () => void {
  const w = useWords(words)
  const client = useQueryClient()
  const { message } = App.useApp()
  return () => {
    void message.success(w.done)
    for (const contract of [listDuties, listShifts]) void client.invalidateQueries({ queryKey: [routeKey(contract)] })
  }
}
