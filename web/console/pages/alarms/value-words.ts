import type { Alarm } from '#analyse/alarm/contract.ts'
import { metricName } from '#sense/device/contract.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { formatSpan, formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

const rounded = (value: number): number => Number(value.toPrecision(5))

/** What raised an alarm, in words. */
export function useValueWords(): (alarm: Pick<Alarm, 'evidence' | 'raisedAt'>) => string {
  const w = useWords(words)
  const pick = usePick()
  return ({ evidence, raisedAt }) => {
    if (evidence.kind === 'value' && evidence.value !== undefined)
      return `${pick(metricName(evidence.metric ?? ''))} ${rounded(evidence.value)} ${evidence.unit ?? ''}`.trim()
    if (evidence.kind === 'fix') return `${rounded(evidence.speed ?? 0)} km/h`
    return w.sinceHeard(formatTime(evidence.heardAt ? new Date(evidence.heardAt).toISOString() : raisedAt).slice(5))
  }
}

/** For how long an alarm stood, or stands by now. */
export function useLasted(): (alarm: Pick<Alarm, 'raisedAt' | 'clearedAt'>, now: number) => string {
  const language = useLanguage()
  return ({ raisedAt, clearedAt }, now) => {
    const to = clearedAt ? Date.parse(clearedAt) : now
    return formatSpan(Math.max(0, to - Date.parse(raisedAt)), language)
  }
}

/** What the alarm is about: a device, or several with what they have in common. */
export function useSubject(): (alarm: Alarm) => string {
  const w = useWords(words)
  return (alarm) => {
    if (alarm.deviceName) return alarm.members > 0 ? `${alarm.deviceName} +${alarm.members}` : alarm.deviceName
    const common = { device: w.device, component: w.component, gateway: w.gateway, street: w.streetUp }
    const upstream = alarm.upstream ? `${common[alarm.upstream]} ${alarm.upstreamName ?? ''}`.trim() : ''
    return `${w.devices(alarm.members)} · ${upstream}`
  }
}

/** What became of an alarm. */
export function useFilingWords(): (alarm: Pick<Alarm, 'filing' | 'fileAt'>) => string {
  const w = useWords(words)
  return ({ filing, fileAt }) => {
    const names = {
      none: w.filingNone,
      due: w.filingDue(fileAt ? formatTime(fileAt).slice(11) : ''),
      asks: w.filingAsks,
      filed: w.filingFiled,
      joined: w.filingJoined,
      healed: w.filingHealed,
      dismissed: w.filingDismissed,
      member: w.filingMember,
      failed: w.filingFailed,
    }
    return names[filing]
  }
}
