import type { Grade } from '../device/health.ts'
import { type Checked, gradeOfChecks } from './check.ts'
import type { Examiner } from './examiner.ts'

/** What is said of a device before it is bought. */
export type Report = {
  protocol: string
  sender: string
  edition: string
  from: Date
  to: Date
  frames: number
  grade: Grade | null
  /** Whether everything that must be was seen: a grade over half of it is not yet one to buy by. */
  isWhole: boolean
  checks: Checked[]
  /** What the device sends that no standard table of ours has, and how often. */
  unknown: { name: string; count: number }[]
}

const mostUnknown = 100

/** The report of what an examiner has seen. */
export function reportOf(examiner: Examiner, protocol: string, { from, to }: { from: Date; to: Date }): Report {
  const { checked } = examiner.book
  return {
    protocol,
    sender: examiner.sender ?? '',
    edition: examiner.edition ?? '',
    from,
    to,
    frames: examiner.frames,
    grade: gradeOfChecks(checked) ?? null,
    isWhole: checked.every(({ weight, outcome }) => weight === 'should' || outcome !== 'not seen'),
    checks: checked,
    unknown: [...examiner.unknown]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, mostUnknown)
      .map(([name, count]) => ({ name, count })),
  }
}
