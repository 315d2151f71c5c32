import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { getAlarmRule, listAlarmRules } from '#analyse/rule/contract.ts'
import { routeKey } from '#web/kit/query.ts'

/** What to do after a change of rules: everything that shows them is asked anew. */
export function useSaved(): (text: string) => void {
  const client = useQueryClient()
  const { message } = App.useApp()
  return (text) => {
    for (const contract of [listAlarmRules, getAlarmRule])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    void message.success(text)
  }
}
