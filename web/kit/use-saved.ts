import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { routeKey } from './query.ts'

type Asked = Parameters<typeof routeKey>[0]

/** What to do after a change: everything that shows what has changed is asked anew, and the person is told. */
export function useSaved(shown: readonly Asked[]): (text: string) => void {
  const client = useQueryClient()
  const { message } = App.useApp()
  return (text) => {
    for (const contract of shown) void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    void message.success(text)
  }
}
