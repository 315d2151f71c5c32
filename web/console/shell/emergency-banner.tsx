import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getEmergency } from '#command/plan/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from '../words.ts'

/** While an emergency is in force every page says so. */
export function EmergencyBanner() {
  const w = useWords(words)
  const isAllowed = may(useMe(), 'emergency.read')
  const { data } = useQuery({ ...ask(getEmergency, {}), refetchInterval: 30_000, enabled: isAllowed })
  if (!data?.active) return null
  const { name, level, onAt } = data.active
  return (
    <p className="shell-emergency" role="status">
      <strong>{w.emergencyOn(name, level)}</strong> <span>{w.emergencySince(formatTime(onAt))}</span>{' '}
      <Link to="/emergency">{w.emergencyMore}</Link>
    </p>
  )
}
