import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Config } from '#kernel/config.ts'

/** Where a command speaks. */
export type Io = { readonly isTerminal: boolean; line(text: string): void; write(text: string): void }

/** What every command is given besides its words. */
export type CommandContext = { readonly config: Config; readonly io: Io }

/** A command of the line: what it is for, its help, and what it does; the number is the exit code. */
export type Command = {
  readonly name: string
  readonly about: { readonly zh: string; readonly en: string }
  readonly help: string
  run(args: readonly string[], context: CommandContext): Promise<number>
}

/** A command that was not written as it must be: one sentence, exit code 2. */
export class UsageError extends Error {
  readonly zh: string
  readonly en: string
  constructor(zh: string, en: string) {
    super(en)
    this.zh = zh
    this.en = en
  }
}

/** Reads options and words. An unknown or half-written option is a `UsageError`. */
export function readArgs<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
): ReturnType<typeof parseArgs<{ args: string[]; options: O; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    const reason = (error as Error).message.split('. ')[0] ?? ''
    throw new UsageError(`参数有误：${reason}`, `the arguments are wrong: ${reason}`)
  }
}

/** An option that must be there. */
export function required(value: string | undefined, option: string): string {
  if (value !== undefined && value !== '') return value
  throw new UsageError(`缺少 --${option}`, `--${option} is missing`)
}

/** One of a few words, or a `UsageError` that lists them. */
export function oneOf<const T extends string>(value: string | undefined, choices: readonly T[], what: string): T {
  const found = choices.find((choice) => choice === value)
  if (found !== undefined) return found
  const list = choices.join('、')
  throw new UsageError(`${what} 只能是 ${list}，收到“${value ?? ''}”`, `${what} is one of ${choices.join(', ')}`)
}
