import { getAlarmRule, listAlarmRules } from '#analyse/rule/contract.ts'
import { useSaved as useSavedOf } from '#web/kit/use-saved.ts'

/** What to do after a change of rules. */
export const useSaved = (): ((text: string) => void) => useSavedOf([listAlarmRules, getAlarmRule])
