import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { getComponent } from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { DetailBody } from '#web/kit/drawer/detail-body.tsx'
import { useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { UndoLatest } from '../map/edit/undo-latest.tsx'
import { AttributeSection } from './attribute-section.tsx'
import { ComponentFacts } from './component-facts.tsx'
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
  const mayWrite = may(useMe(), 'component.write')
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
      <Link to="/things/$code" params={{ code: component.code }}>
        {w.record}
      </Link>
      <CityMap label={w.map} at={component.place} marks={marks} height={240} />
      <ComponentFacts component={component} located={located} />
      <AttributeSection component={component} form={form} />
      <StateChange component={component} mayBecome={mayBecome} />
      {mayWrite && <UndoLatest component={component} history={history} onUndone={() => undefined} />}
      <ComponentHistory history={history} form={form} />
    </div>
  )
}
