import type { ReactNode } from 'react'
import type { Picture, Theme } from '#supervise/wall/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { Hours } from './hours.tsx'
import { IndustryBoard } from './industry-board.tsx'
import { MapBoard } from './map-board.tsx'
import { Bars, Cases, Figure, Part, stageText } from './parts.tsx'
import { ScoreBoard, TargetBoard } from './ranked.tsx'
import { words } from './words.ts'

type Props = { picture: Picture; district: string; half: 0 | 1 }

/** One half of a theme: 1920 pixels that stand alone or beside the other half. */
export function Board({ theme, ...rest }: Props & { theme: Theme }) {
  const Shown = shown[theme]
  return (
    <div className={`board board-${theme}-${rest.half}`}>
      <Shown {...rest} />
    </div>
  )
}

const shown: Readonly<Record<Theme, (props: Props) => ReactNode>> = {
  appearance: AppearanceBoard,
  map: MapBoard,
  emergency: EmergencyBoard,
  scores: ScoreBoard,
  targets: TargetBoard,
  industries: IndustryBoard,
}

function AppearanceBoard({ picture: { appearance }, half }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { today, sameHourLastWeek, closedToday, open, late, stages, streets, latest, hours } = appearance
  if (half === 0)
    return (
      <>
        <div className="figures">
          <Figure label={w.today} value={today} note={w.lastWeek(sameHourLastWeek)} />
          <Figure label={w.closedToday} value={closedToday} tone="green" />
          <Figure label={w.open} value={open} />
          <Figure label={`▲ ${w.late}`} value={late} tone="red" />
        </div>
        <Part title={w.hours} area="hours">
          <Hours {...hours} label={w.hours} />
        </Part>
        <Part title={w.stages} area="stages">
          <Bars
            rows={stages
              .map((each) => ({ ...each, name: stageText(each.stage, pick) }))
              .sort((a, b) => b.open - a.open)
              .slice(0, 5)}
          />
        </Part>
      </>
    )
  return (
    <>
      <Part title={w.streets} area="half">
        <Bars rows={streets.slice(0, 7)} />
      </Part>
      <Part title={w.latest} area="half">
        <Cases items={latest.slice(0, 7)} />
      </Part>
    </>
  )
}

function EmergencyBoard({ picture: { emergency, appearance }, half }: Props) {
  const w = useWords(words)
  const { inForce, critical, dueSoon, late, units, next } = emergency
  if (half === 1)
    return (
      <>
        <Part title={w.units} area="half">
          <Bars rows={units.slice(0, 7)} />
        </Part>
        <Part title={w.next} area="half">
          <Cases items={next.slice(0, 7)} />
        </Part>
      </>
    )
  return (
    <>
      <div className={inForce ? 'alarm on' : 'alarm'}>
        <strong>{inForce ? `▲ ${inForce.name} · ${inForce.level}` : w.calm}</strong>
        <p>{inForce ? `${w.since(formatTime(inForce.since).slice(5))} ${inForce.text}` : w.calmHint}</p>
      </div>
      <div className="figures">
        <Figure label={w.critical} value={critical} {...(critical > 0 ? { tone: 'red' } : {})} />
        <Figure label={w.dueSoon} value={dueSoon} />
        {inForce ? (
          <Figure label={w.reportedSince} value={inForce.reported} />
        ) : (
          <Figure label={`▲ ${w.late}`} value={late} tone="red" />
        )}
        {inForce && <Figure label={w.openSince} value={inForce.open} />}
      </div>
      {inForce ? (
        <Part title={w.teams} area="teams">
          <ul className="cases teams">
            {inForce.teams.slice(0, 5).map(({ unit, duty }) => (
              <li key={unit}>
                <b className="clip">{unit}</b>
                <span className="clip">{duty}</span>
              </li>
            ))}
          </ul>
        </Part>
      ) : (
        <Part title={w.streets} area="teams">
          <Bars rows={appearance.streets.slice(0, 6)} />
        </Part>
      )}
    </>
  )
}
