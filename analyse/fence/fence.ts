import { z } from 'zod'
import { Window } from '#city/calendar/weekly.ts'
import { Fenced } from '../rule/condition.ts'
import type { RuleBodyInput } from '../rule/rule.ts'

const Words = (most: number) => z.string().trim().min(1).max(most)

/** An area or a route that rules may name, and the hours in which it holds; without hours always. */
export const FenceBody = z.strictObject({
  name: Words(60),
  area: Fenced,
  windows: z.array(Window).max(10).default([]),
  source: z.strictObject({ text: Words(300), mark: Words(20) }),
})
export type FenceBody = z.output<typeof FenceBody>
export type FenceBodyInput = z.input<typeof FenceBody>

/** What a rule about a fence may say. */
export const fenceTemplates = ['left', 'entered', 'standing', 'speeding'] as const
export type FenceTemplate = (typeof fenceTemplates)[number]

/** How a rule is to be drafted: what it says, of which devices, after how many minutes, over how many km/h. */
export const FenceRule = z.strictObject({
  template: z.enum(fenceTemplates),
  code: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
  deviceKinds: z
    .array(z.string().regex(/^[a-z][a-z0-9-]*$/))
    .min(1)
    .max(20),
  minutes: z.int().min(1).max(600).default(5),
  kmh: z.int().min(5).max(150).default(40),
})
export type FenceRule = z.output<typeof FenceRule>

type Held = { readonly fenceId: string; readonly revision: number; readonly body: FenceBody }

const marginMetres = 20
const stillKmh = 3

/** A rule about a fence as a draft that somebody tries and signs: it keeps the fence's outline, name and hours. */
export function ruleOf({ fenceId, revision, body }: Held, rule: FenceRule): RuleBodyInput {
  const { template, deviceKinds, minutes, kmh } = rule
  const named = { fenceId, revision, name: body.name }
  const fence = (side: 'inside' | 'outside') => ({ kind: 'fence', side, area: body.area, marginMetres, named }) as const
  const speed = (side: 'above' | 'below', limit: number) =>
    ({ kind: 'threshold', metric: 'speed', unit: 'km/h', side, limit }) as const
  const lasting = { kind: 'lasting', seconds: minutes * 60, gapSeconds: 300 } as const
  const conditions = {
    left: { ...lasting, of: fence('outside') },
    entered: fence('inside'),
    standing: { ...lasting, of: { kind: 'all', of: [fence('inside'), speed('below', stillKmh)] } },
    speeding: { ...lasting, seconds: 30, of: { kind: 'all', of: [fence('inside'), speed('above', kmh)] } },
  } satisfies Record<FenceTemplate, RuleBodyInput['condition']>
  const titles: Record<FenceTemplate, { zh: string; en: string }> = {
    left: { zh: `偏离“${body.name}”`, en: `Left “${body.name}”` },
    entered: { zh: `进入“${body.name}”`, en: `Entered “${body.name}”` },
    standing: { zh: `在“${body.name}”内停留超过 ${minutes} 分钟`, en: `Over ${minutes} min in “${body.name}”` },
    speeding: { zh: `在“${body.name}”内超速 ${kmh} km/h`, en: `Over ${kmh} km/h in “${body.name}”` },
  }
  return {
    title: titles[template],
    severity: 'minor',
    scope: { deviceKinds },
    condition: conditions[template],
    windows: body.windows,
    source: body.source,
  }
}
