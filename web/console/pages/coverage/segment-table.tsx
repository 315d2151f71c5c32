import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { useEffect, useRef } from 'react'
import { type CoverState, coverStates, type SegmentDay } from '#sense/coverage/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { clockOf, percent } from './look.ts'
import { CoverTag } from './state-tag.tsx'
import { words } from './words.ts'

type Props = {
  segments: readonly SegmentDay[]
  day: string
  state: CoverState | undefined
  onState: (state: CoverState | undefined) => void
  chosen: number | undefined
  onChoose: (number: number | undefined) => void
}

/** The stretches of a plan; one opens to who passed when. */
export function SegmentTable({ segments, day, state, onState, chosen, onChoose }: Props) {
  const w = useWords(words)
  const shown = state ? segments.filter((one) => one.state === state) : segments
  return (
    <section className="cover-segments" aria-label={w.segments}>
      <div className="cover-segments-head">
        <h2>{w.segments}</h2>
        <Select
          aria-label={w.filter}
          value={state ?? 'all'}
          options={[
            { value: 'all', label: `${w.all} ${segments.length}` },
            ...coverStates.map((value) => ({
              value: value as string,
              label: `${w[value]} ${segments.filter((one) => one.state === value).length}`,
            })),
          ]}
          onChange={(value: string) => onState(coverStates.find((one) => one === value))}
          style={{ inlineSize: 130 }}
        />
      </div>
      {shown.length === 0 ? (
        <p className="quiet">{w.noneOf}</p>
      ) : (
        <ol>
          {shown.map((segment) => (
            <Row
              key={segment.number}
              segment={segment}
              day={day}
              isOpen={segment.number === chosen}
              onToggle={() => onChoose(segment.number === chosen ? undefined : segment.number)}
            />
          ))}
        </ol>
      )}
    </section>
  )
}

type RowProps = { segment: SegmentDay; day: string; isOpen: boolean; onToggle: () => void }

function Row({ segment, day, isOpen, onToggle }: RowProps) {
  const w = useWords(words)
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  const last = segment.passes.filter(({ count }) => count === 'counts').at(-1)
  return (
    <li ref={row}>
      <button type="button" className="cover-segment" aria-expanded={isOpen} onClick={onToggle}>
        <span className="cover-segment-name">
          {segment.number}. {segment.name}
        </span>
        <CoverTag state={segment.state} />
        <span className="quiet">
          {w.metres(segment.metres.toFixed(0))} · {w.done} {percent(segment.share)}
          {segment.once > segment.share && ` · ${w.once(percent(segment.once))}`}
          {segment.sides && ` · ${w.sidesText(percent(segment.sides.forward), percent(segment.sides.back))}`}
        </span>
        <span className="quiet cover-end">{last ? `${last.device} ${clockOf(last.from)}` : ''}</span>
      </button>
      {isOpen && <Passes segment={segment} day={day} />}
    </li>
  )
}

function Passes({ segment, day }: { segment: SegmentDay; day: string }) {
  const w = useWords(words)
  return (
    <div className="cover-passes">
      <h3>{w.passes}</h3>
      {segment.passes.length === 0 && <p className="quiet">{w.noPasses}</p>}
      <ul>
        {segment.passes.map((pass) => (
          <li key={`${pass.deviceId} ${pass.from} ${pass.count}`}>
            <span>
              {clockOf(pass.from)}–{clockOf(pass.to)}
            </span>
            <Link to="/tracks" search={{ open: pass.deviceId, day }} className="link">
              {pass.device}
            </Link>
            <span>
              {w.metres(pass.metres.toFixed(0))}
              {segment.sides && pass.isForward !== null && ` ${pass.isForward ? w.forward : w.back}`}
            </span>
            <span className="quiet">{pass.by === 'sign' ? w.toldBySign : w.toldBySpeed}</span>
            <span className={pass.count === 'counts' ? 'cover-tag green' : 'cover-tag grey'}>{w[pass.count]}</span>
          </li>
        ))}
      </ul>
      {segment.silent.length > 0 && (
        <>
          <h3>{w.silent}</h3>
          <ul>
            {segment.silent.map((one) => (
              <li key={`${one.deviceId} ${one.from}`}>
                <span>{w.silentText(one.device, clockOf(one.from), clockOf(one.to))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
