import { sources } from '#city/case/event.ts'
import { type Finding, findingAt, findings } from './finding.ts'
import type { Condition, Mention } from './language.ts'
import { componentOwner, duty, type Rule } from './rule.ts'
import { type ValueKind, variables } from './variables.ts'
import type { World } from './world.ts'

const urgencies = ['normal', 'urgent', 'critical']

/** Finds values, units and people that do not exist, each at its place in the text. */
export function checkValues(rule: Rule, condition: Condition, world: World): Finding[] {
  return [
    ...condition.mentions.flatMap((mention) => unknownValues(condition.text, mention, world)),
    ...unknownUnits(rule, world),
    ...wrongHelpers(rule),
    ...unknownPerson(rule, world),
    ...(rule.from !== null && rule.to !== null && rule.to <= rule.from ? [findings.wrong_period({})] : []),
  ]
}

/** All values of a kind; undefined where anything may stand. */
export function valuesOf(kind: ValueKind, world: World): readonly string[] | undefined {
  switch (kind) {
    case 'kind':
      return ['component', 'matter']
    case 'category':
      return world.categories.map(({ code }) => code)
    case 'source':
      return Object.keys(sources)
    case 'urgency':
      return urgencies
    case 'street':
      return world.streets.map(({ code }) => code)
    case 'community':
      return world.communities.map(({ code }) => code)
    case 'unit':
      return world.units.map(({ code }) => code)
    default:
      return undefined
  }
}

function unknownValues(text: string, { variable, values, as, at }: Mention, world: World): Finding[] {
  const { of, zh, en } = variables[variable]
  const known = valuesOf(of, world)
  if (!known || as === 'part') return []
  const exists = (value: string) =>
    as === 'begins' ? known.some((each) => each.startsWith(value)) : value === '' || known.includes(value)
  return values
    .filter((value) => typeof value === 'string' && !exists(value))
    .map((value) => {
      const where = text.indexOf(JSON.stringify(value), at)
      return findingAt(
        text,
        where < 0 ? at : where,
        findings.unknown_value({ what: zh, whatEn: en, value: `${value}` }),
      )
    })
}

function unknownUnits({ unit, coUnits }: Rule, { units }: World): Finding[] {
  const named = unit === duty || unit === componentOwner ? coUnits : [unit, ...coUnits]
  return named
    .filter((each) => !units.some(({ code }) => code === each))
    .map((each) => findings.unknown_unit({ unit: each }))
}

/** A rule that has the lead help itself, or names one helper twice. Whom the duty table or a component names is left out when it decides. */
const wrongHelpers = ({ unit, coUnits }: Rule): Finding[] => [
  ...(coUnits.includes(unit) ? [findings.lead_helps({ unit })] : []),
  ...coUnits
    .filter((each, at) => coUnits.indexOf(each) === at && coUnits.lastIndexOf(each) !== at)
    .map((each) => findings.helper_twice({ unit: each })),
]

function unknownPerson({ person, unit }: Rule, { people }: World): Finding[] {
  if (person.by !== 'named') return []
  const found = people.find(({ personId }) => personId === person.personId)
  return found?.unitIds.includes(unit) ? [] : [findings.unknown_person({ unit })]
}
