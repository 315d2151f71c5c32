import type { nearOnMap } from '#analyse/map/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { MapLayerId, Pick } from '../../map-address.ts'
import { stagesShown } from './stage-groups.ts'

type Near = ReplyOf<typeof nearOnMap>

/** What a click means among what is shown: a case before a component, a thing before the cell it stands in. */
export function nearestPick(
  { cases, components, cell }: Near,
  layers: readonly MapLayerId[],
  hidden: readonly string[],
): Pick | undefined {
  const stages: readonly string[] = stagesShown(hidden)
  const found = layers.includes('case') ? cases.find(({ stage }) => stages.includes(stage)) : undefined
  if (found) return { kind: 'case', id: found.caseId }
  const stands = layers.includes('component') ? components.find(({ kind }) => !hidden.includes(kind)) : undefined
  if (stands) return { kind: 'component', id: stands.code }
  return cell && layers.includes('cell') ? { kind: 'cell', id: cell.code } : undefined
}
