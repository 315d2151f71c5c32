import { parseArgs } from 'node:util'
import { allSteps } from './run/plan.ts'
import { runSteps } from './run/steps.ts'

// `npm test`, or `npm test -- --only tree,unit`.
const { values } = parseArgs({ options: { only: { type: 'string' } } })
const groups = [...new Set(allSteps.map((step) => step.group))]
const wanted = values.only?.split(',').map((name) => name.trim()) ?? groups
const unknown = wanted.filter((name) => !groups.includes(name))
if (unknown.length > 0) {
  console.error(`--only 只能是 / takes: ${groups.join(', ')}`)
  process.exit(2)
}
const steps = allSteps.filter((step) => wanted.includes(step.group))
const testsExpected = steps.some((step) => step.group !== 'lint' && step.group !== 'types')
process.exit(await runSteps(steps, testsExpected))
