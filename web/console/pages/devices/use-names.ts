import { useQuery } from '@tanstack/react-query'
import { listIndustries } from '#city/industry/contract.ts'
import { learnNames } from '#sense/device/contract.ts'
import { ask } from '#web/kit/query.ts'

/** Lets a page call devices and what they measure by the words that industries declare; it is drawn again once they are there. */
export function useDeviceNames(): void {
  const { data } = useQuery({ ...ask(listIndustries, {}), staleTime: Number.POSITIVE_INFINITY })
  if (data) learnNames(data.items.flatMap(({ devices }) => devices))
}
