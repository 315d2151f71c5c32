import { excerpt, execute, type Outcome, skipped } from './steps.ts'

type Run = {
  name: string
  files: readonly string[]
  concurrency?: number
  minutes?: number
  env?: Record<string, string>
  signal: AbortSignal
}

/** Runs test files with Node's own runner; shows its summary, and the failing tests if there are any. */
export async function runNodeTests({
  name,
  files,
  concurrency = 2,
  minutes = 2,
  env = {},
  signal,
}: Run): Promise<Outcome> {
  if (files.length === 0) return skipped('没有测试文件 / there are no test files')
  const flags = [
    '--disable-warning=ExperimentalWarning',
    '--test',
    '--test-reporter=spec',
    `--test-timeout=${minutes * 60_000}`,
    `--test-concurrency=${concurrency}`,
  ]
  const { code, output } = await execute([...flags, ...files], {
    signal,
    log: name,
    env,
    // A test that hangs has its own limit; this one is for a file kept alive by what a failed test left running.
    silence: 2 * minutes,
  })
  return readReport(output, code)
}

/** The runner's report as counts and as what is worth showing. A run that ended badly always counts a failure. */
export function readReport(output: string, code: number): Outcome {
  const count = (what: string) => Number(output.match(new RegExp(`^ℹ ${what} (\\d+)$`, 'm'))?.[1] ?? 0)
  const summary = output
    .split('\n')
    .filter((line) => /^ℹ (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(line))
  const failing = output.search(/^(✖ failing tests:|Interrupted while running:)/m)
  const counted = count('fail') + count('cancelled')
  const broken = counted > 0 || code !== 0
  const detail = failing >= 0 ? output.slice(failing) : output
  return {
    passed: count('pass'),
    failed: broken ? Math.max(1, counted) : 0,
    skipped: count('skipped') + count('todo'),
    tests: count('tests'),
    report: broken ? `${summary.join('\n')}\n${excerpt(withoutStacks(detail), 80)}` : summary.join('\n'),
  }
}

// The frames of Node's own runner and an assertion's fields only repeat what the message says.
const withoutStacks = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s+(at .*\(?node:|(generatedMessage: |code: 'ERR_ASSERTION'|operator: |diff: '))/.test(line))
    .join('\n')
