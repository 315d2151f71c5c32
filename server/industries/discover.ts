import { existsSync, globSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RuleFile } from '#analyse/rule/rule.ts'
import { readNationalCategories } from '#city/catalogue/national.ts'
import type { Industry } from '#city/industry/industry.ts'
import { industryProblems } from '#city/industry/problems.ts'

/** Where industries lie, each in a folder with an industry.ts. */
export const industryRoot = join(import.meta.dirname, '..', '..', 'industry')

/** A folder with what it declares, or with what is wrong with it. */
export type Found = { readonly folder: string } & (
  | { readonly industry: Industry; readonly fault?: never }
  | { readonly fault: string; readonly industry?: never }
)

/** Looks into every folder under `root`. A broken one is told with its fault; whether that matters depends on who has it on. */
export async function discoverIndustries(root: string = industryRoot): Promise<readonly Found[]> {
  if (!existsSync(root)) return []
  const files = globSync('*/industry.ts', { cwd: root }).sort()
  return Promise.all(files.map((file) => look(join(root, file))))
}

async function look(file: string): Promise<Found> {
  const folder = basename(dirname(file))
  try {
    const { industry } = (await import(pathToFileURL(file).href)) as { industry?: Industry }
    if (!industry) return { folder, fault: 'industry.ts exports no `industry`' }
    const fault = faultOf(industry, folder)
    return fault ? { folder, fault } : { folder, industry }
  } catch (error) {
    return { folder, fault: error instanceof Error ? error.message : String(error) }
  }
}

/** What is wrong with a declaration that reads well: against its folder, the catalogue, and itself. */
export function faultOf(industry: Industry, folder: string): string | undefined {
  if (industry.id !== folder) return `id ${industry.id} is not the name of its folder`
  const rules = RuleFile.safeParse(industry.analyse.rules)
  if (!rules.success) return `rules.${rules.error.issues[0]?.path.join('.')}: ${rules.error.issues[0]?.message}`
  const stranger = rules.data.find(({ code }) => !code.startsWith(`${folder}-`))
  if (stranger) return `the rule ${stranger.code} does not begin with ${folder}-`
  const kinds = new Set(industry.sense.devices.map(({ id }) => id))
  const loose = rules.data.find(({ body }) => body.scope.deviceKinds.some((kind) => !kinds.has(kind)))
  if (loose) return `the rule ${loose.code} judges a kind of device that is not declared`
  const twice = twiceIn([
    ...rules.data.map(({ code }) => code),
    ...industry.supervise.indicators.map(({ id }) => id),
    ...kinds,
    ...industry.command.jobs.map(({ id }) => `job ${id}`),
    ...industry.command.inspections.map(({ id }) => `inspection ${id}`),
  ])
  if (twice) return `${twice} stands twice`
  const unknown = unknownCategory([
    ...industry.components,
    ...industry.serve.requests.map(({ category }) => category),
    ...industry.command.inspections.flatMap(({ category }) => category ?? []),
    ...rules.data.flatMap(({ body }) => body.filing?.category ?? []),
  ])
  return unknown ?? workFault(industry)
}

/** What of its work, its inspections and its tile on the wall does not fit together. */
function workFault({
  components,
  command: { jobs, inspections },
  supervise: { indicators, wall },
}: Industry): string | undefined {
  const own = new Set(components.map(({ code }) => code))
  const known = new Set(jobs.map(({ id }) => id))
  const foreign = [...inspections, ...jobs].flatMap((one) => one.components.filter((code) => !own.has(code)))[0]
  if (foreign) return `the component ${foreign} is inspected or worked on but not declared`
  const lost = inspections.find(({ job }) => job !== undefined && !known.has(job))
  if (lost) return `the inspection ${lost.id} names a job that is not declared`
  const dark = wall.find((id) => !indicators.some((one) => one.id === id))
  return dark && `the wall shows ${dark}, which is no indicator`
}

const twiceIn = (names: readonly string[]): string | undefined => names.find((name, at) => names.indexOf(name) !== at)

let known: ReadonlySet<string> | undefined

function unknownCategory(uses: readonly { edition: string; kind: string; code: string }[]): string | undefined {
  known ??= new Set(readNationalCategories().map(({ edition, kind, code }) => `${edition} ${kind} ${code}`))
  const nameOf = (one: (typeof uses)[number]) => `${one.edition} ${one.kind} ${one.code}`
  const unknown = uses.find((one) => !known?.has(nameOf(one)))
  return unknown && `the catalogue has no ${nameOf(unknown)}`
}

/** Those that may be served, of all folders of this program. */
export const soundIndustries = async (): Promise<readonly Industry[]> =>
  (await discoverIndustries()).flatMap(({ industry }) => industry ?? [])

/**
 * Refuses when a district has one on that is broken: half an industry is worse than none. One whose folder is gone is served to
 * nobody, as if it were off. Problem: `industry_broken`. Returns those that are on and gone.
 */
export function mustServe<E extends { readonly districtId: string; readonly industryId: string }>(
  found: readonly Found[],
  enabled: readonly E[],
): readonly E[] {
  return enabled.filter(({ industryId }) => {
    const one = found.find(({ folder }) => folder === industryId)
    if (one?.fault !== undefined)
      throw industryProblems.industry_broken({ folder: `industry/${industryId}`, fault: one.fault })
    return !one
  })
}
