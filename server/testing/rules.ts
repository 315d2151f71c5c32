import { must } from './steps.ts'
import type { Story } from './story.ts'

export type SomeRules = {
  readonly approvals?: Readonly<Record<string, number>>
  readonly filesNeeded?: readonly string[]
  readonly vetoDays?: number
  readonly decline?: {
    readonly tasks?: readonly string[]
    readonly reasons?: readonly string[]
    readonly perWeek?: number
  }
}

/** The district's administrator decides rules; the cases of a story begin after that. */
export async function decide(s: Story, rules: SomeRules): Promise<void> {
  const now = await must(s.get('xitong', '/api/district-rules'))
  const approvals = { ...now.rules.approvals, ...rules.approvals }
  const decline = { ...now.rules.decline, ...rules.decline }
  const body = {
    rules: { ...now.rules, ...rules, approvals, decline },
    reason: '区政府办公会纪要',
    basedOn: now.version,
  }
  await must(s.post('xitong', '/api/district-rules', body))
}
