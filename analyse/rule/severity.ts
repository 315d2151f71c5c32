import { z } from 'zod'

/** How bad an alarm is, the mildest first. */
export const severities = ['notice', 'minor', 'major', 'critical'] as const
export const Severity = z.enum(severities)
export type Severity = z.output<typeof Severity>

export const severityNames: Readonly<Record<Severity, { zh: string; en: string }>> = {
  notice: { zh: '提示', en: 'Notice' },
  minor: { zh: '一般', en: 'Minor' },
  major: { zh: '重要', en: 'Major' },
  critical: { zh: '紧急', en: 'Critical' },
}

export const isAtLeast = (one: Severity, other: Severity): boolean =>
  severities.indexOf(one) >= severities.indexOf(other)

/** One step worse. */
export const worse = (one: Severity): Severity => severities[severities.indexOf(one) + 1] ?? 'critical'
