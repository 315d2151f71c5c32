import { digestOf, drawOne } from './draw.ts'

/** One draw as an outsider sees it: people and cases by identifiers that open nothing. */
export type OpenDraw = {
  readonly purpose: string
  readonly subject: string
  readonly seq: number
  readonly pool: string
  readonly candidates: readonly string[]
  readonly rank: number | null
  readonly chosen: string
}

/** A day's draws as they are published. */
export type OpenDay = {
  readonly day: string
  readonly digest: string
  readonly seed: string | null
  readonly draws: readonly OpenDraw[]
}

/** What an outsider finds: how many draws come out the same, how many were named, and what does not agree. */
export type Recount = { readonly same: number; readonly named: number; readonly faults: readonly string[] }

/** Draws a published day again. Nothing is looked up: seed, candidates and outcome are all in what was published. */
export function drawAgain({ day, digest, seed, draws }: OpenDay): Recount {
  if (seed === null) return { same: 0, named: 0, faults: [`${day}: the seed is not revealed yet`] }
  const faults = digestOf(seed) === digest ? [] : [`${day}: the seed does not have the digest that was published`]
  let [same, named] = [0, 0]
  for (const draw of draws) {
    if (draw.rank === null) named++
    else if (isSame(seed, draw)) same++
    else faults.push(`${draw.subject} ${draw.seq}: another one comes out`)
  }
  return { same, named, faults }
}

function isSame(seed: string, draw: OpenDraw): boolean {
  if (draw.candidates.length === 0) return false
  const { rank, chosen } = drawOne(seed, draw, draw.candidates)
  return rank === draw.rank && chosen === draw.chosen
}
