import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../tree/source.ts'

/** What a step found: its counts, and what to read when something failed. `tests` counts those the test runner ran. */
export type Outcome = { passed: number; failed: number; skipped: number; tests: number; report: string }

/** One part of a run; `group` is what `--only` selects. */
export type Step = { group: string; title: string; run: (signal: AbortSignal) => Promise<Outcome> }

export const passed = (report = ''): Outcome => ({ passed: 1, failed: 0, skipped: 0, tests: 0, report })
export const failed = (report: string): Outcome => ({ passed: 0, failed: 1, skipped: 0, tests: 0, report })
export const skipped = (report: string): Outcome => ({ passed: 0, failed: 0, skipped: 1, tests: 0, report })

/** Runs a program of the repository's own tools; its whole output is returned and kept under artefacts/test. */
export async function execute(
  args: readonly string[],
  options: { signal: AbortSignal; log: string; env?: Record<string, string>; command?: string; silence?: number },
): Promise<{ code: number; output: string }> {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...options.env }
  const child = spawn(options.command ?? process.execPath, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
    killSignal: 'SIGTERM',
  })
  const chunks: Buffer[] = []
  const watchdog = watch(child, options.silence, (sentence) => chunks.push(Buffer.from(sentence)))
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      watchdog?.refresh()
    })
  }
  const code = await new Promise<number>((done) => {
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`))
      done(1)
    })
    child.once('close', (exit) => done(exit ?? 1))
  })
  clearTimeout(watchdog)
  const output = Buffer.concat(chunks).toString('utf8')
  keepLog(options.log, output)
  return { code, output }
}

/** Ends a program that has printed nothing for `silence` minutes; it has five seconds to say what it was doing. */
function watch(child: ChildProcess, silence: number | undefined, say: (sentence: string) => void) {
  if (silence === undefined) return undefined
  return setTimeout(() => {
    say(`\n${silence} 分钟没有任何输出，已终止 / nothing was printed for ${silence} minutes; ended\n`)
    child.kill('SIGINT')
    setTimeout(() => child.kill('SIGKILL'), 5000).unref()
  }, silence * 60_000)
}

function keepLog(name: string, output: string): void {
  try {
    mkdirSync(join(root, 'artefacts/test'), { recursive: true })
    writeFileSync(join(root, 'artefacts/test', `${name}.log`), output)
  } catch {
    // A read-only tree is tested all the same.
  }
}

/** A tool that only passes or fails, such as the linter. */
export async function runTool(name: string, args: readonly string[], signal: AbortSignal): Promise<Outcome> {
  const { code, output } = await execute(args, { signal, log: name })
  return code === 0 ? passed() : failed(excerpt(output, 40))
}

const widest = 240

/** The first `most` lines, and how many more there are. */
export function excerpt(text: string, most: number): string {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => (line.length > widest ? `${line.slice(0, widest)} …` : line))
  const rest = lines.length - most
  return rest > 0 ? `${lines.slice(0, most).join('\n')}\n… ${rest} more lines under artefacts/test` : lines.join('\n')
}

/** Runs the steps in order, prints each as it ends and the sum last. Returns the process's exit code. */
export async function runSteps(steps: readonly Step[], testsExpected: boolean): Promise<number> {
  const abort = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => abort.abort())
  const sum: Outcome = { passed: 0, failed: 0, skipped: 0, tests: 0, report: '' }
  const lines: string[] = []
  for (const step of steps) {
    if (abort.signal.aborted) break
    const began = performance.now()
    console.log(`▶ ${step.title}`)
    const outcome = await step.run(abort.signal).catch((error: unknown) => failed(oneLine(error)))
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    if (outcome.report) console.log(outcome.report.replace(/^/gm, '  '))
    const mark = outcome.failed > 0 ? '✖' : outcome.passed > 0 ? '✔' : '–'
    lines.push(`${mark} ${step.title} (${seconds} s)`)
    console.log(`${lines.at(-1)}\n`)
    sum.passed += outcome.passed
    sum.failed += outcome.failed
    sum.skipped += outcome.skipped
    sum.tests += outcome.tests
  }
  return summarise(sum, lines, { aborted: abort.signal.aborted, testsExpected })
}

function summarise(sum: Outcome, lines: string[], how: { aborted: boolean; testsExpected: boolean }): number {
  const none = how.testsExpected && sum.tests === 0
  if (none) console.log('没有运行任何测试 / no test ran')
  if (how.aborted) console.log('已中断 / interrupted')
  console.log(lines.join('\n'))
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  if (how.aborted) return 130
  return sum.failed > 0 || none ? 1 : 0
}

function oneLine(error: unknown): string {
  const problem = error as { zh?: string; en?: string; message?: string }
  return problem.zh ? `${problem.zh}\n${problem.en ?? ''}` : (problem.message ?? String(error))
}
