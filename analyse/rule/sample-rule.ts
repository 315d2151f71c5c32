import { type Rule, RuleBody, type RuleBodyInput } from './rule.ts'

/** A rule for tests and measurements, with what they care about put in. */
export const sampleRule = (given: Partial<RuleBodyInput> & Pick<RuleBodyInput, 'condition'>, ruleId = 'r'): Rule => ({
  ruleId,
  version: 1,
  timeZone: 'Asia/Shanghai',
  body: RuleBody.parse({
    title: { zh: '样例', en: 'Sample' },
    severity: 'major',
    scope: { deviceKinds: ['dust-station'] },
    source: { text: '样例', mark: 'J' },
    ...given,
  }),
})
