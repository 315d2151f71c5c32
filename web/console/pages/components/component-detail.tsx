import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { attributeText, getComponent } from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { DetailBody } from '#web/kit/drawer/detail-body.tsx'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import { ask } from '#web/kit/query.ts'
import { ComponentHistory } from './component-history.tsx'
import { StateChange } from './state-change.tsx'
import { StateTag } from './state-tag.tsx'
import { words } from './words.ts'

type Reply = ReplyOf<typeof getComponent>

/** One component: what and whose it is, where, what happened to it, and what it may become. */
export function ComponentDetail({ code }: { code: string }) {
  const query = useQuery(ask(getComponent, { params: { code } }))
  return <DetailBody query={query}>{(reply) => <Shown reply={reply} />}</DetailBody>
}

function Shown({ reply: { component, located, history, mayBecome, form } }: { reply: Reply }) {
  const w = useWords(words)
  const marks = useMemo(
    () => [{ id: component.code, point: component.place, label: component.name }],
    [component.code, component.place, component.name],
  )
  return (
    <div className="detail">
      <div className="list-head">
        <h2>{component.name}</h2>
        <StateTag state={component.state} />
      </div>
      <CityMap label={w.map} at={component.place} marks={marks} height={240} />
      <Facts component={component} located={located} form={form} />
      <StateChange component={component} mayBecome={mayBecome} />
      <ComponentHistory history={history} form={form} />
    </div>
  )
}

function Facts({ component, located, form }: Pick<Reply, 'component' | 'located' | 'form'>) {
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
