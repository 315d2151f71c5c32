import { finalStages } from '#city/case/state.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { BriefId } from './brief-numbers.ts'

/** The instants a brief looks from: now, and today's midnight where the district is. */
export type Moment = { readonly now: Date; readonly midnight: Date }

const HOUR = 3_600_000
const A_DAY = 24 * HOUR
const ago = ({ now }: Moment, ms: number) => new Date(now.getTime() - ms)

const open = sql`c.stage <> all(${finalStages})`
const late = ({ now }: Moment) => sql`${open} and c.due_at < ${now}`

/** What each number of the brief counts and lists, as one condition on `city.case c`. */
export const briefConditions: Readonly<Record<BriefId, (at: Moment, key: string) => Sql>> = {
  late,
  longLate: (at) => sql`${open} and c.due_at < ${ago(at, 3 * A_DAY)}`,
  vetoed: () => sql`c.vetoes > 0 and (${open} or c.pending = 'veto')`,
  bounced: () => sql`${open} and c.returns >= 2`,
  critical: () => sql`${open} and c.urgency = 'critical'`,
  soon: (at) => sql`${open} and c.due_at >= ${at.now} and c.due_at < ${ago(at, -4 * HOUR)}`,
  undecided: (at) => sql`${open} and c.pending <> '' and c.changed_at < ${ago(at, A_DAY)}`,
  still: (at) => sql`${open} and c.stage <> 'suspended' and c.changed_at < ${ago(at, 3 * A_DAY)}`,
  unhappy: (at) => sql`c.changed_at >= ${ago(at, 7 * A_DAY)} and c.rating <= 2`,
  today: (at) => sql`c.reported_at >= ${at.midnight}`,
  closedToday: (at) => sql`c.stage = 'closed' and c.closed_at >= ${at.midnight}`,
  open: () => open,
  unit: (at, key) => sql`${late(at)} and c.unit_id = ${key}`,
  spot: (at, key) => sql`c.reported_at >= ${ago(at, 7 * A_DAY)} and c.cell_code = ${key}`,
  surge: (at, key) => sql`c.reported_at >= ${at.midnight} and c.category = ${key}`,
}
