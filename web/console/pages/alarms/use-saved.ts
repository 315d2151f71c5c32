import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { countAlarms, getAlarm, listAlarms, listCaseAlarms } from '#analyse/alarm/contract.ts'
import { routeKey } from '#web/kit/query.ts'

/** What to do after a change of alarms: everything that shows them is asked anew. */
export function useSaved(): (text: string) => void {
  const client = useQueryClient()
  const { message } = App.useApp()
  return (text) => {
    for (const contract of [listAlarms, countAlarms, getAlarm, listCaseAlarms])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    void message.success(text)
  }
}
