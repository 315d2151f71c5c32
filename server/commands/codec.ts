import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Checked } from '../codec-check/frames.ts'
import { type Command, oneOf, readArgs, UsageError } from './command.ts'

/** The codecs against frames that other people kept, with what those frames are known to say. */
export const codecCommand: Command = {
  name: 'codec',
  about: { zh: '协议编解码核对', en: 'check the protocol codecs' },
  help: `用法 usage：
  npm run yiwang -- codec check <文件夹 folder>

文件夹名以 jt808 或 hj212 结尾，内有 messages.csv（可为 .gz）；不需要数据库。逐条打印未能复现者与原因，末行为总数。
The folder's name ends in jt808 or hj212 and holds messages.csv (or .gz); no database is needed. Prints each frame that is not
reproduced and why, and the total in the last line.`,
  async run(args, { io }) {
    const { positionals } = readArgs(args, {} as const)
    const [act, folder, ...more] = positionals
    oneOf(act, ['check'] as const, '子命令 what to do')
    if (!folder || more.length > 0) throw new UsageError('参数个数不对', 'wrong number of arguments')
    const checked = await checkFolder(resolve(folder))
    for (const { label, reproduced, why } of checked) if (!reproduced) io.line(`✗ ${label}\t${why ?? ''}`)
    io.line(`reproduced ${checked.filter(({ reproduced }) => reproduced).length} of ${checked.length}`)
    return 0
  },
}

async function checkFolder(folder: string): Promise<Checked[]> {
  const has = ['messages.csv', 'messages.csv.gz'].some((name) => existsSync(join(folder, name)))
  if (!has) throw new UsageError(`${folder} 里没有 messages.csv`, `${folder} has no messages.csv`)
  if (basename(folder).endsWith('jt808')) return (await import('../codec-check/jt808.ts')).checkJt808(folder)
  if (basename(folder).endsWith('hj212')) return (await import('../codec-check/hj212.ts')).checkHj212(folder)
  throw new UsageError('文件夹名须以 jt808 或 hj212 结尾', 'the folder’s name must end in jt808 or hj212')
}
