import { clockNames } from '#command/simulate/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { formatLimit, type Limit } from '#web/kit/limit.ts'
import type { Package } from './page.tsx'
import { words } from './words.ts'

/** What a package changes the moment it begins, before anybody begins it. */
export function EffectsList({ effects }: Pick<Package, 'effects'>) {
  const w = useWords(words)
  const language = useLanguage()
  const { stages, categories, routing, teams, reprojectOpen } = effects
  const stageNames = Object.entries(stages).map(([stage, limit]) => {
    const name = clockNames[stage as keyof typeof clockNames]?.[language] ?? stage
    return `${name} ${formatLimit(limit as Limit, language)}`
  })
  const categoryNames = categories.map(({ category, limit }) => `${category}… ${formatLimit(limit, language)}`)
  const facts: readonly (readonly [string, string])[] = [
    [w.stages, stageNames.join('，')],
    [w.categories, categoryNames.join('，')],
    [w.routing, routing.length > 0 ? w.routings(routing.length) : ''],
    [w.teams, teams.map(({ duty }) => duty).join('；')],
    [w.openCases, reprojectOpen ? w.openMoved : w.openStay],
  ]
  return (
    <dl className="emergency-effects">
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
