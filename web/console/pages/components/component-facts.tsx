import type { getComponent } from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Reply = ReplyOf<typeof getComponent>

/** What is known of any component, field by field; what nobody has filled in is left out. */
export function ComponentFacts({ component, located }: Pick<Reply, 'component' | 'located'>) {
  const w = useWords(words)
  const { place } = component
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [w.address, component.address],
    [w.cell, component.cellCode],
    [w.division, located && `${located.streetName} ${located.communityName}`],
    [w.place, `${place.lon.toFixed(6)}, ${place.lat.toFixed(6)}`],
    [w.manager, component.managerName],
    [w.owner, component.ownerName],
    [w.maintainer, component.maintainerName],
    [w.initialDate, component.initialDate],
    [w.changedDate, component.changedDate],
    [w.accuracy, component.accuracy],
    [w.edition, component.edition],
    [w.legacyCode, component.legacyCode],
    [w.note, component.note],
  ]
  return (
    <dl className="detail-facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
