import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { getUnit, type UnitNode, unitKinds } from '#city/organisation/unit/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { AmendForm, MoveForm, RetireForm } from './unit-acts.tsx'
import { UnitHistory } from './unit-history.tsx'
import { words } from './words.ts'

export type Unit = ReplyOf<typeof getUnit>

type Props = { unitId: string; units: readonly UnitNode[] }

/** One unit: what it is, what it has, what may be done about it and what became of it. */
export function UnitDetail({ unitId, units }: Props) {
  const { data, error, refetch } = useQuery(ask(getUnit, { params: { unitId } }))
  if (error && !data) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return <Shown unit={data} units={units} />
}

function Shown({ unit, units }: { unit: Unit; units: readonly UnitNode[] }) {
  const w = useWords(words)
  const pick = usePick()
  const nameOf = (id: string | null) => units.find(({ unitId }) => unitId === id)?.name ?? id ?? '—'
  const facts = [
    [w.id, unit.unitId],
    [w.kind, pick(unitKinds[unit.kind as keyof typeof unitKinds])],
    [w.parent, unit.parentId ? nameOf(unit.parentId) : w.top],
    [w.area, unit.areaCode ?? '—'],
    [w.credit, unit.creditCode ?? '—'],
  ] as const
  return (
    <div className="detail">
      <div className="list-head">
        <h2>{unit.name}</h2>
        {unit.retiredOn && <span className="tag tone-grey">{w.retired(unit.retiredOn)}</span>}
        {unit.successorId && <span>{w.succeededBy(nameOf(unit.successorId))}</span>}
      </div>
      <dl className="detail-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="unit-hanging">
        <h3 id="unit-hanging">{w.hanging}</h3>
        <Hanging hanging={unit.hanging} />
        <p className="unit-acts">
          <Link to="/people" search={{ unitId: unit.unitId }}>
            {w.people}
          </Link>
          <Link to="/duties" search={{ unitId: unit.unitId }}>
            {w.toDuties}
          </Link>
        </p>
      </section>
      <Acts unit={unit} units={units} />
      <UnitHistory history={unit.history} nameOf={nameOf} />
    </div>
  )
}

export function Hanging({ hanging }: { hanging: Unit['hanging'] }) {
  const w = useWords(words)
  return (
    <dl className="unit-hanging">
      {(['posts', 'home', 'openCases', 'duties', 'children', 'rules'] as const).map((key) => (
        <div key={key}>
          <dt>{w[key]}</dt>
          <dd>{hanging[key]}</dd>
        </div>
      ))}
    </dl>
  )
}

type Act = 'amend' | 'move' | 'retire'

function Acts({ unit, units }: { unit: Unit; units: readonly UnitNode[] }) {
  const w = useWords(words)
  const me = useMe()
  const [act, setAct] = useState<Act>()
  if (!may(me, 'organisation.write') || unit.retiredOn) return null
  const done = () => setAct(undefined)
  return (
    <section aria-label={w.save}>
      <div className="unit-acts">
        {(['amend', 'move', 'retire'] as const).map((id) => (
          <Button
            key={id}
            danger={id === 'retire'}
            aria-expanded={act === id}
            onClick={() => setAct(act === id ? undefined : id)}
          >
            {w[id]}
          </Button>
        ))}
      </div>
      {act === 'amend' && <AmendForm unit={unit} onDone={done} />}
      {act === 'move' && <MoveForm unit={unit} units={units} onDone={done} />}
      {act === 'retire' && <RetireForm unit={unit} units={units} onDone={done} />}
    </section>
  )
}
