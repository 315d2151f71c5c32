import { attributeText, type getComponent } from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Reply = ReplyOf<typeof getComponent>

/** What is known of a component, field by field; what nobody has filled in is left out. */
export function ComponentFacts({ component, located, form }: Pick<Reply, 'component' | 'located' | 'form'>) {
  const w = useWords(words)
  const language = useLanguage()
  const { place, attributes } = component
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
    ...Object.entries(attributes).map(([name, value]) => {
      const attribute = form.find((one) => one.name === name)
      return attribute
        ? ([attribute[language], attributeText(attribute, value, language)] as const)
        : ([name, String(value)] as const)
    }),
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
