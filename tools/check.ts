import { quickSteps } from './run/plan.ts'
import { runSteps } from './run/steps.ts'

// `npm run check`: what needs neither database nor browser.
process.exit(await runSteps(quickSteps, true))
