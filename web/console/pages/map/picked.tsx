import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { getCase } from '#city/case/contract.ts'
import { getComponent } from '#city/component/contract.ts'
import { getCell, type Point } from '#city/place/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import type { Pick } from '../../map-address.ts'
import { StateTag } from '../components/state-tag.tsx'
import { PushButton } from '../walls/push-button.tsx'
import type { Editing } from './edit/editing.ts'
import { Facts } from './facts.tsx'
import { formatSurface } from './format.ts'
import { words } from './words.ts'

/** What one may do from a place that is chosen, and telling the map where it is. */
export type FromHere = {
  readonly onPlace: (at: Point) => void
  readonly onAround: (at: Point) => void
  readonly onWho: (at: Point) => void
  readonly onEdit: (editing: Editing) => void
}

/** What is chosen on the map, with its facts and where to go from here. */
export function Picked({ pick, here }: { readonly pick: Pick; readonly here: FromHere }) {
  switch (pick.kind) {
    case 'case':
      return <PickedCase id={pick.id} here={here} />
    case 'component':
      return <PickedComponent code={pick.id} here={here} />
    case 'cell':
      return <PickedCell code={pick.id} here={here} />
    default:
      return <PickedPlace pick={pick} here={here} />
  }
}

/** The title, the facts, the ways on; the map is told where the thing is once that is known. */
function Sheet({
  title,
  at,
  here,
  facts,
  children,
}: {
  title: ReactNode
  at: Point | null
  here: FromHere
  facts: Parameters<typeof Facts>[0]['facts']
  children?: ReactNode
}) {
  const w = useWords(words)
  const mayAsk = may(useMe(), 'resource.read')
  const { onPlace } = here
  // biome-ignore lint/correctness/useExhaustiveDependencies: a place is the same when its degrees are.
  useEffect(() => {
    if (at) onPlace(at)
  }, [at?.lon, at?.lat, onPlace])
  return (
    <div className="map-sheet">
      <h3>{title}</h3>
      <Facts facts={[...facts, [w.coordinates, at && `${at.lon.toFixed(6)}, ${at.lat.toFixed(6)}`]]} />
      <div className="map-acts">
        {children}
        {at && <Button onClick={() => here.onAround(at)}>{w.around}</Button>}
        {at && mayAsk && <Button onClick={() => here.onWho(at)}>{w.whoIsNear}</Button>}
      </div>
    </div>
  )
}

function PickedCase({ id, here }: { id: string; here: FromHere }) {
  const w = useWords(words)
  const { data, error, refetch } = useQuery(ask(getCase, { params: { id } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const at = data.point as Point | null
  return (
    <Sheet
      title={
        <>
          <span className="map-number">{data.number}</span> <StageTag stage={data.stage} />
        </>
      }
      at={at}
      here={here}
      facts={[
        [w.category, data.categoryName],
        [w.place, data.placeText],
        ['', null],
        [w.reported, formatTime(data.reportedAt)],
        [w.due, data.dueAt && formatTime(data.dueAt)],
        [w.cell, data.cellCode],
      ]}
    >
      <Link className="map-link" to="/cases/$id" params={{ id }}>
        {w.openCase}
      </Link>
      <PushButton what={{ caseNumber: data.number }} size="small" />
    </Sheet>
  )
}

function PickedComponent({ code, here }: { code: string; here: FromHere }) {
  const w = useWords(words)
  const mayWrite = may(useMe(), 'component.write')
  const { data, error, refetch } = useQuery(ask(getComponent, { params: { code } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const { component } = data
  return (
    <Sheet
      title={
        <>
          {component.name} <StateTag state={component.state} />
        </>
      }
      at={component.place}
      here={here}
      facts={[
        [
          w.code,
          <span key="code" className="map-number">
            {component.code}
          </span>,
        ],
        [w.place, component.address],
        [w.manager, component.managerName],
        [w.cell, component.cellCode],
      ]}
    >
      <Link className="map-link" to={'/components'} search={{ open: component.code }}>
        {w.openComponent}
      </Link>
      {mayWrite && <Button onClick={() => here.onEdit({ kind: 'component', code })}>{w.edit}</Button>}
    </Sheet>
  )
}

function PickedCell({ code, here }: { code: string; here: FromHere }) {
  const w = useWords(words)
  const language = useLanguage()
  const me = useMe()
  const { data, error, refetch } = useQuery(ask(getCell, { params: { code } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <Sheet
      title={
        <>
          {w.cell} <span className="map-number">{data.code}</span>
        </>
      }
      at={data.label}
      here={here}
      facts={[
        [w.surface, formatSurface(data.areaM2, language)],
        [w.place, data.name],
      ]}
    >
      <Link className="map-link" to={'/cells'} search={{ open: code }}>
        {w.openCell}
      </Link>
      {may(me, 'place.write') && (
        <Button onClick={() => here.onEdit({ kind: 'grid', codes: [code] })}>{w.editCell}</Button>
      )}
      {may(me, 'case.read') && (
        <Link className="map-link" to="/cases" search={{ list: 'open', community: code.slice(0, 12) }}>
          {w.casesHere}
        </Link>
      )}
    </Sheet>
  )
}

function PickedPlace({ pick, here }: { pick: Extract<Pick, { kind: 'place' }>; here: FromHere }) {
  const w = useWords(words)
  return <Sheet title={pick.label || w.place} at={pick.point} here={here} facts={[]} />
}
