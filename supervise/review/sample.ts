import { drawSome } from '../sample/draw.ts'

/** The share of a day's closings and voidings that is looked at again; at least one where there was any. */
export const reviewShare = 0.05

export const sizeFor = (population: number): number => Math.ceil(population * reviewShare)

/** A closing or voiding by the name it is drawn under: the case and the number of its event. */
export const nameOf = ({ caseId, seq }: { caseId: string; seq: number }): string => `${caseId}:${seq}`

/** Which of a day's closings are drawn: the same seed, day and population always give the same. */
export const drawReview = (seed: string, day: string, population: readonly string[]): string[] =>
  drawSome(seed, `review|${day}`, population, sizeFor(population.length))
