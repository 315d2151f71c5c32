import { useWords } from '#web/kit/language.ts'
import { Check } from './check.tsx'
import { componentClasses } from './component-layer.ts'
import { formatValue } from './format.ts'
import type { Hiding } from './layer-panel.tsx'
import { coloursOf } from './scale.ts'
import { lateColour, stageGroups } from './stage-groups.ts'
import { words } from './words.ts'

const Dot = ({ colour, isHollow = false }: { colour: string; isHollow?: boolean }) => (
  <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
    <circle
      cx="7"
      cy="7"
      r="5"
      fill={isHollow ? '#fff' : colour}
      stroke={isHollow ? colour : '#fff'}
      strokeWidth={isHollow ? 2.5 : 1}
    />
  </svg>
)

const Triangle = () => (
  <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
    <path d="M7 1 13 13H1Z" fill={lateColour} />
  </svg>
)

function useGroupNames() {
  const w = useWords(words)
  return {
    accept: w.groupAccept,
    dispatch: w.groupDispatch,
    handle: w.groupHandle,
    verify: w.groupVerify,
    ended: w.groupEnded,
  }
}

/** What the dots of cases mean; each group of stages can be hidden. */
export function CaseLegend({ hidden, hide, sought, isPeriod }: Hiding & { readonly isPeriod: boolean }) {
  const w = useWords(words)
  const names = useGroupNames()
  const groups = stageGroups.filter(({ id }) => (isPeriod || id !== 'ended') && names[id].includes(sought.trim()))
  return (
    <>
      <ul className="map-kinds">
        {groups.map(({ id, colour }) => (
          <li key={id}>
            <Check isOn={!hidden.includes(id)} onTurn={(isOn) => hide(id, !isOn)}>
              <Dot colour={colour} /> {names[id]}
            </Check>
          </li>
        ))}
        <li className="map-sign">
          <Triangle /> {w.late}
        </li>
      </ul>
      <p className="quiet map-note">
        {w.urgent}
        {!isPeriod && `；${w.density}`}
      </p>
    </>
  )
}

/** The same on paper, where nothing can be switched: what is shown. */
export function PaperCaseLegend({
  hidden,
  isPeriod,
}: {
  readonly hidden: readonly string[]
  readonly isPeriod: boolean
}) {
  const w = useWords(words)
  const names = useGroupNames()
  const groups = stageGroups.filter(({ id }) => (isPeriod || id !== 'ended') && !hidden.includes(id))
  return (
    <ul className="map-signs" aria-label={isPeriod ? w.periodCases : w.openCases}>
      {groups.map(({ id, colour }) => (
        <li key={id} className="map-sign">
          <Dot colour={colour} /> {names[id]}
        </li>
      ))}
      <li className="map-sign">
        <Triangle /> {w.late}
      </li>
    </ul>
  )
}

/** What the dots of components mean. */
export function ComponentLegend() {
  const w = useWords(words)
  return (
    <>
      <PaperComponentLegend />
      <p className="quiet map-note">{w.componentDensity}</p>
    </>
  )
}

export function PaperComponentLegend() {
  const w = useWords(words)
  const names = { '01': w.class01, '02': w.class02, '03': w.class03, '04': w.class04, '05': w.class05 }
  return (
    <ul className="map-signs">
      {componentClasses.map(({ id, colour }) => (
        <li key={id} className="map-sign">
          <Dot colour={colour} /> {names[id]}
        </li>
      ))}
      <li className="map-sign">
        <Dot colour="#595959" isHollow /> {w.hollow}
      </li>
    </ul>
  )
}

/** The classes of an indicator, from least to most. */
export function CellLegend({ breaks, isShare }: { readonly breaks: readonly number[]; readonly isShare: boolean }) {
  const w = useWords(words)
  if (breaks.length === 0) return <p className="quiet map-note">{w.noValue}</p>
  const colours = coloursOf(breaks.length)
  return (
    <ul className="map-scale" aria-label={w.indicator}>
      {breaks.map((from, at) => {
        const to = breaks[at + 1]
        return (
          <li key={from} className="map-sign">
            <span className="map-swatch" style={{ background: colours[at] }} />
            {to === undefined
              ? `≥ ${formatValue(from, isShare)}`
              : w.atLeast(formatValue(from, isShare), `< ${formatValue(to, isShare)}`)}
          </li>
        )
      })}
    </ul>
  )
}
