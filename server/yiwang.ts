import { readConfig } from '#kernel/config.ts'
import { Problem } from '#kernel/problem.ts'
import { type Command, type Io, UsageError } from './commands/command.ts'

// Each is loaded only when it is asked for, so that help is quick.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  district: async () => (await import('./commands/district.ts')).districtCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  user: async () => (await import('./commands/user.ts')).userCommand,
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  photos: async () => (await import('./commands/photos.ts')).photosCommand,
  draw: async () => (await import('./commands/draw.ts')).drawCommand,
  replay: async () => (await import('./commands/replay.ts')).replayCommand,
  score: async () => (await import('./commands/score.ts')).scoreCommand,
  codec: async () => (await import('./commands/codec.ts')).codecCommand,
  frames: async () => (await import('./commands/frames.ts')).framesCommand,
  simulate: async () => (await import('./commands/simulate.ts')).simulateCommand,
  device: async () => (await import('./commands/device.ts')).deviceCommand,
}

const io: Io = {
  isTerminal: process.stdout.isTTY === true,
  line: (text) => void process.stdout.write(`${text}\n`),
  write: (text) => void process.stdout.write(text),
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return overview()
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) {
    const known = Object.keys(commands)
    throw new UsageError(
      `没有命令“${name}”，可用：${known.join('、')}`,
      `there is no command “${name}”; there are ${known.join(', ')}`,
    )
  }
  const command = await load()
  if (args.includes('--help') || args.includes('-h')) {
    io.line(command.help)
    return 0
  }
  return command.run(args, { config: readConfig(process.env), io })
}

async function overview(): Promise<number> {
  io.line('用法 usage：npm run yiwang -- <命令 command> [--help]\n')
  for (const load of Object.values(commands)) {
    const { name, about } = await load()
    io.line(`  ${name.padEnd(9)}${about.zh} · ${about.en}`)
  }
  return 0
}

function tell(error: unknown): number {
  const say = (text: string) => void process.stderr.write(`${text}\n`)
  if (error instanceof UsageError) {
    say(`${error.zh} · ${error.en}；--help`)
    return 2
  }
  if (error instanceof Problem) {
    say(`${error.zh} · ${error.en}`)
    for (const fault of error.faults) say(`  ${fault.field} ${fault.zh} · ${fault.en}`)
    return 1
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return 1
}

process.exitCode = await main(process.argv.slice(2)).catch(tell)
