import { resolve } from 'node:path'
import { makeSealer } from '#kernel/sealed.ts'
import { installationSecret } from '#kernel/secret-file.ts'
import { getReplay, replays } from '#tools/replay/replays.ts'
import { type Command, readArgs, UsageError } from './command.ts'
import { withDatabase } from './session.ts'

const names = Object.entries(replays)
  .map(([name, { zh, en }]) => `  ${name.padEnd(11)}${zh} · ${en}`)
  .join('\n')

/** Plays real records into districts of their own. */
export const replayCommand: Command = {
  name: 'replay',
  about: { zh: '回放真实数据', en: 'play real records in' },
  help: `用法 usage：npm run yiwang -- replay <名称 name> <文件夹 folder>

${names}

每套数据进自己的区划，重复运行不改变任何内容；有问题的行写入 <DATA_DIR>/replay/<名称>-errors.csv。
Each set goes into a district of its own; running it again changes nothing; rows with a fault are listed in the error file.`,
  async run(args, { config, io }) {
    const { positionals } = readArgs(args, {})
    const [name, folder, ...more] = positionals
    if (!name || !folder || more.length > 0)
      throw new UsageError('须写明回放名称和数据文件夹', 'name the replay and the folder of its data')
    const replay = getReplay(name)
    return withDatabase(config, async ({ pool }) => {
      const secret = config.DATA_SECRET ?? installationSecret(config.DATA_DIR, 'data')
      const { ok } = await replay.run({
        pool,
        sealer: makeSealer(secret),
        folder: resolve(folder),
        dataDir: config.DATA_DIR,
        now: new Date(),
        screen: io,
      })
      return ok ? 0 : 1
    })
  },
}
