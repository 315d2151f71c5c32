import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles, root } from '../tree/source.ts'
import { withDatabase } from './database.ts'
import { findBrowser, prepareMachine } from './machine.ts'
import { runNodeTests } from './node-tests.ts'
import { failed, type Outcome, runTool, type Step, skipped } from './steps.ts'

const tool = (path: string): string => join(root, 'node_modules', path)

const isDb = (path: string): boolean => path.endsWith('.db.test.ts')
const isTree = (path: string): boolean => path.startsWith('tools/tree/')

const testFiles = (wanted: (path: string) => boolean): string[] => listFiles('.test.ts').filter(wanted)

/** The fronts that have screens to build, as folders. */
export const listFronts = (): string[] =>
  listFiles('/vite.config.ts')
    .filter((path) => /^web\/[^/]+\/vite\.config\.ts$/.test(path))
    .map((path) => path.slice(0, path.lastIndexOf('/')))

const e2eFiles = (): string[] => listFiles('.e2e.ts').filter((path) => /^web\/[^/]+\/e2e\//.test(path))

/** Steps that need neither database nor browser. */
export const quickSteps: readonly Step[] = [
  {
    group: 'lint',
    title: 'lint: biome check',
    run: (signal) => runTool('lint', [tool('@biomejs/biome/bin/biome'), 'check', '.'], signal),
  },
  { group: 'types', title: 'types: server', run: (signal) => runTypes('tsconfig.json', signal) },
  { group: 'types', title: 'types: screens', run: (signal) => runTypes('web/tsconfig.json', signal) },
  {
    group: 'tree',
    title: 'tree: rules of the repository',
    run: (signal) => runNodeTests({ name: 'tree', files: testFiles(isTree), signal }),
  },
  {
    group: 'unit',
    title: 'unit: *.test.ts',
    run: (signal) => runNodeTests({ name: 'unit', files: testFiles((path) => !isDb(path) && !isTree(path)), signal }),
  },
]

/** Everything, in the order in which it is run. */
export const allSteps: readonly Step[] = [
  ...quickSteps,
  { group: 'db', title: 'db: *.db.test.ts on PostgreSQL', run: runDbTests },
  {
    group: 'e2e',
    title: 'e2e: browser and fonts',
    run: (signal) => (e2eFiles().length > 0 ? prepareMachine(signal) : noScreens()),
  },
  { group: 'e2e', title: 'e2e: build of the screens', run: buildScreens },
  { group: 'e2e', title: 'e2e: web/*/e2e/*.e2e.ts', run: runBrowserTests },
]

async function runTypes(project: string, signal: AbortSignal): Promise<Outcome> {
  if (!existsSync(join(root, project))) return skipped(`没有 ${project} / there is no ${project}`)
  return runTool(
    `types-${project.replaceAll('/', '-')}`,
    [tool('typescript/bin/tsc'), '--noEmit', '--pretty', 'false', '-p', project],
    signal,
  )
}

async function runDbTests(signal: AbortSignal): Promise<Outcome> {
  const files = testFiles(isDb)
  return withDatabase((url) => runNodeTests({ name: 'db', files, minutes: 3, env: { TEST_DATABASE_URL: url }, signal }))
}

const noScreens = async (): Promise<Outcome> => skipped('没有界面测试 / there are no tests of screens')

async function buildScreens(signal: AbortSignal): Promise<Outcome> {
  const sum: Outcome = { passed: 0, failed: 0, skipped: 0, tests: 0, report: '' }
  for (const front of listFronts()) {
    const built = await runTool(
      `build-${front.slice(4)}`,
      [tool('vite/bin/vite.js'), 'build', '--logLevel', 'warn', front],
      signal,
    )
    sum.passed += built.passed
    sum.failed += built.failed
    if (built.report) sum.report += `${front}\n${built.report}\n`
  }
  return sum.passed + sum.failed > 0 ? sum : skipped('没有界面 / there are no screens')
}

async function runBrowserTests(signal: AbortSignal): Promise<Outcome> {
  const files = e2eFiles()
  if (files.length === 0) return noScreens()
  const browser = findBrowser()
  if (!browser) {
    const sentence = '没有浏览器，界面未测 / no browser: the screens were not tested'
    return process.env.CI === 'true' ? failed(sentence) : skipped(sentence)
  }
  return runNodeTests({ name: 'e2e', files, concurrency: 1, minutes: 5, env: { CHROMIUM_PATH: browser }, signal })
}
