import type { ClocksReport } from './clocks.ts'
import type { RulesReport } from './rules.ts'

/** What a simulation found; stored with its hash. */
export type Report = RulesReport | ClocksReport
