import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo } from 'react'
import { nearComponents } from '#city/component/contract.ts'
import { locatePlace, type Point, reversePlace, toCgcs2000 } from '#city/place/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import { markLayer } from '#web/kit/map/layers.ts'
import { ask } from '#web/kit/query.ts'
import { useSettled } from '#web/kit/use-settled.ts'
import { DraftDuplicates, type Target } from '../duplicate/draft-duplicates.tsx'
import { placeSetter } from './place-part.tsx'
import type { RegisterDraft } from './register-form.tsx'
import { words } from './words.ts'

const NEAR_METRES = 50

type Props = { form: RegisterDraft; target: Target | undefined; onTarget: (target: Target | undefined) => void }

/** The chosen point on the map and what is known around it. */
export function Around({ form, target, onTarget }: Props) {
  const w = useWords(words)
  const set = placeSetter(form)
  const given = form.values.place?.point
  const lon = given?.lon
  const lat = given?.lat
  const frame = given?.frame
  const point = useMemo(
    () => (lon === undefined || lat === undefined || !frame ? undefined : toCgcs2000({ frame, lon, lat })),
    [lon, lat, frame],
  )
  const text = useSettled(form.values.description ?? '', 600)
  const near = useNear(point, form.values.category)
  const layers = useMemo(
    () => [
      markLayer(
        'near',
        near.map(({ code, name, place }) => ({
          id: code,
          point: place,
          label: name,
          colour: '#00664b',
          isHollow: true,
        })),
      ),
    ],
    [near],
  )
  const marks = useMemo(() => (point ? [{ id: 'chosen', point, label: w.chosen }] : []), [point, w])
  return (
    <>
      <CityMap
        label={w.map}
        at={point}
        marks={marks}
        layers={layers}
        height={300}
        onChoose={(chosen) => set({ point: chosen, componentCode: null })}
      />
      {point ? (
        <>
          <LocatedLine form={form} point={point} />
          <DraftDuplicates
            point={point}
            text={text}
            category={form.values.category}
            files={form.values.files ?? []}
            target={target}
            onTarget={onTarget}
          />
          <NearList form={form} near={near} />
        </>
      ) : (
        <p className="quiet">{w.noPoint}</p>
      )}
    </>
  )
}

const noneNear: readonly never[] = []

function useNear(point: Point | undefined, category: RegisterDraft['values']['category']) {
  // A component's own kind is looked for alone; for a matter every component near by may be what it is about.
  const kind = category?.kind === 'component' ? { kind: category.code } : {}
  const at = point ?? { lon: 0, lat: 0, frame: 'CGCS2000' as const }
  const { data } = useQuery({
    ...ask(nearComponents, { query: { ...at, metres: NEAR_METRES, limit: 8, ...kind } }),
    enabled: point !== undefined,
  })
  return (point && data?.items) || noneNear
}

function LocatedLine({ form, point }: { form: RegisterDraft; point: Point }) {
  const w = useWords(words)
  const pick = usePick()
  const set = placeSetter(form)
  const { data, error } = useQuery(ask(locatePlace, { query: point }))
  const address = useQuery(ask(reversePlace, { query: point })).data?.text
  const located = data?.located
  return (
    <div className="located">
      <p role="status">
        {located ? (
          <>
            {w.located} <code>{located.cellCode}</code> {located.communityName} · {located.streetName}
          </>
        ) : error ? (
          pick(error)
        ) : data ? (
          <span className="field-fault">{w.outside}</span>
        ) : (
          w.locating
        )}
      </p>
      {address && address !== form.values.place?.text && (
        <Button type="link" size="small" onClick={() => set({ text: address })}>
          {w.suggested(address)}
        </Button>
      )}
      <Button type="link" size="small" onClick={() => set({ point: null, componentCode: null })}>
        {w.clearPoint}
      </Button>
    </div>
  )
}

function NearList({ form, near }: { form: RegisterDraft; near: ReturnType<typeof useNear> }) {
  const w = useWords(words)
  const set = placeSetter(form)
  const chosen = form.values.place?.componentCode
  return (
    <section className="around-part" aria-labelledby="register-near">
      <h2 id="register-near">{w.near}</h2>
      {near.length === 0 && <p className="quiet">{w.nearNone}</p>}
      <ul className="around-list">
        {near.map(({ code, name, metres, place, managerName }) => (
          <li key={code} className={code === chosen ? 'taken' : undefined}>
            <span>
              {name} <span className="quiet">{managerName}</span>
            </span>
            <span className="quiet">{w.metres(Math.round(metres))}</span>
            <Button
              size="small"
              aria-label={code === chosen ? `${w.snapped} ${name}` : w.snapName(name, Math.round(metres))}
              aria-pressed={code === chosen}
              onClick={() => set({ componentCode: code, point: place })}
            >
              {code === chosen ? w.snapped : w.snap}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
