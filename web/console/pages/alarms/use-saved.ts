import { countAlarms, getAlarm, listAlarms, listCaseAlarms } from '#analyse/alarm/contract.ts'
import { useSaved as useSavedOf } from '#web/kit/use-saved.ts'

/** What to do after a change of alarms. */
export const useSaved = (): ((text: string) => void) => useSavedOf([listAlarms, countAlarms, getAlarm, listCaseAlarms])
