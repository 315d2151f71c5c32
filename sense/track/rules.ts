import { z } from 'zod'
import given from './rules.json' with { type: 'json' }

/** What a number is for on screen: its words, unit and bounds, and what it rests on with the glossary's mark. */
const Given = z.strictObject({
  name: z.enum([
    'mostKmh',
    'jumpMetres',
    'stillKmh',
    'driftMetres',
    'frozenAboveKmh',
    'confirmPoints',
    'confirmSeconds',
    'gapSeconds',
    'stopMetres',
    'stopSeconds',
    'tripMetres',
    'reachMetres',
    'noiseMetres',
    'detourMetres',
    'workFromKmh',
    'workToKmh',
    'coveredShare',
    'reachKmh',
  ]),
  zh: z.string(),
  en: z.string(),
  unit: z.string(),
  usual: z.number(),
  least: z.number(),
  most: z.number(),
  source: z.strictObject({ zh: z.string(), en: z.string(), mark: z.string() }),
})
export type GivenRule = z.output<typeof Given>
export type RuleName = GivenRule['name']

/** By which numbers tracks are cut and coverage is judged; a district may decide others. */
export type TrackRules = Readonly<Record<RuleName, number>>

/** Every number there is, with what it usually is. */
export const givenRules: readonly GivenRule[] = z.array(Given).parse(given)

/** What a district may decide: any of the numbers, each within its bounds. */
export const OwnRules = z.partialRecord(Given.shape.name, z.number()).superRefine((own, context) => {
  for (const { name, least, most } of givenRules) {
    const value = own[name]
    if (value !== undefined && (value < least || value > most))
      context.addIssue({ code: 'custom', path: [name], message: `${least}–${most}` })
  }
})
export type OwnRules = z.output<typeof OwnRules>

/** The numbers that hold: the district's own, and the usual ones for the rest. */
export const rulesOf = (own: OwnRules = {}): TrackRules =>
  Object.fromEntries(givenRules.map(({ name, usual }) => [name, own[name] ?? usual])) as TrackRules
