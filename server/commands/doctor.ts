import type { Config } from '#kernel/config.ts'
import type { Check } from './check.ts'
import { type Command, readArgs } from './command.ts'
import { databaseChecks } from './doctor-database.ts'
import { machineChecks } from './doctor-machine.ts'

const marks = { well: '✓', ill: '✗', optional: '–' } as const

/** Looks at the machine, the data and the database, and changes none of them. */
export const doctorCommand: Command = {
  name: 'doctor',
  about: { zh: '体检：环境、数据目录、数据库', en: 'examine machine, data folder and database' },
  help: `用法 usage：npm run yiwang -- doctor

逐项检查并给出一句话结论：✓ 正常，✗ 有问题，– 可选项缺失。有 ✗ 时退出码为 1。不改动任何内容。
Each line is one finding: ✓ well, ✗ ill, – something optional is absent. Exit code 1 with any ✗. Nothing is changed.`,
  async run(args, { config, io }) {
    readArgs(args, {})
    const checks = await examine(config)
    for (const { state, zh, en } of checks) io.line(`${marks[state]} ${zh} · ${en}`)
    return checks.some((check) => check.state === 'ill') ? 1 : 0
  },
}

/** All checks in the order of what depends on what. */
export const examine = async (config: Config): Promise<Check[]> => [
  ...machineChecks(config.DATA_DIR),
  ...(await databaseChecks(config)),
]
