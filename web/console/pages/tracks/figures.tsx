import type { DaySum, TrackDay } from '#sense/track/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { formatSpan, shortTime, useNow } from '#web/kit/time.ts'
import { words } from './words.ts'

const km = (metres: number): string => (metres / 1000).toFixed(1)

/** What a day comes to: mileage both ways with why they differ, and how its time was spent. */
export function Figures({ sum, dropped }: { sum: DaySum; dropped: TrackDay['dropped'] }) {
  const w = useWords(words)
  const language = useLanguage()
  const now = useNow()
  const driven = sum.matchedMetres + sum.offRoadMetres
  const facts: readonly (readonly [string, string])[] = [
    [w.mileage, w.km(km(driven))],
    [w.rawMileage, w.km(km(sum.rawMetres))],
    ...(sum.offRoadMetres >= 50 ? [[w.offRoad, w.km(km(sum.offRoadMetres))] as const] : []),
    ...(sum.gapMetres >= 50 ? [[w.across, w.km(km(sum.gapMetres))] as const] : []),
    [w.drove, spanOf(sum.movingSeconds, language)],
    [w.stood, spanOf(sum.standingSeconds, language)],
    [w.unheard, spanOf(sum.silentSeconds, language)],
    [w.fixes, sum.fixes.toLocaleString('en')],
  ]
  return (
    <section className="tracks-figures">
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">
        {differenceOf(w, driven, sum.rawMetres)}
        {sum.bad + sum.unknown > 0 && ` ${w.dropped(sum.bad, sum.unknown)}${reasonsOf(w, dropped)}`} ·{' '}
        {w.cutAt(shortTime(sum.cutAt, now, language))}
      </p>
    </section>
  )
}

const spanOf = (seconds: number, language: 'zh' | 'en'): string =>
  seconds < 60 ? '—' : formatSpan(seconds * 1000, language)

type Words = ReturnType<typeof useWords<typeof words>>

function differenceOf(w: Words, driven: number, raw: number): string {
  const share = raw > 0 ? (driven / raw - 1) * 100 : 0
  if (Math.abs(share) < 2) return w.same
  return share > 0 ? w.longer(share.toFixed(0)) : w.shorter((-share).toFixed(0))
}

const isNamed = (
  why: string,
  w: Words,
): why is 'clock' | 'repeated' | 'place' | 'unfixed' | 'frozen' | 'jump' | 'drift' => why in w

function reasonsOf(w: Words, dropped: TrackDay['dropped']): string {
  const counts = Map.groupBy(dropped, ([, , , , why]) => why)
  const said = [...counts].map(([why, list]) => `${isNamed(why, w) ? w[why] : why} ${list.length}`)
  return said.length > 0 ? `（${said.join('，')}）` : ''
}
