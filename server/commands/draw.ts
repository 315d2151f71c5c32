import { readFileSync } from 'node:fs'
import { OpenDay } from '#supervise/sample/contract.ts'
import { drawAgain } from '#supervise/sample/publish.ts'
import { type Command, readArgs, UsageError } from './command.ts'

/** Draws a published day again. It needs the file only: no database, no account. */
export const drawCommand: Command = {
  name: 'draw',
  about: { zh: '重算公布的抽取结果', en: 'draw a published day again' },
  help: `用法 usage：npm run yiwang -- draw check <文件 file>

文件是 GET /api/public/<区 district>/draws/<日 day> 的回答。核对种子与事先公布的摘要，并逐一重抽；最后一行为 reproduced n of m。
The file is the answer of that address. The seed is compared with the digest published before, and every draw is repeated; the
last line says reproduced n of m. Named verifiers were not drawn and are counted apart.`,
  async run(args, { io }) {
    const { positionals } = readArgs(args, {})
    const [act, file, ...more] = positionals
    if (act !== 'check' || !file || more.length > 0)
      throw new UsageError('须写 draw check <文件>', 'write draw check <file>')
    const { same, named, faults } = drawAgain(readDay(file))
    for (const fault of faults) io.line(`✗ ${fault}`)
    if (named > 0) io.line(`指定未抽取 named ${named}`)
    io.line(`reproduced ${same} of ${same + faults.length}`)
    return faults.length === 0 ? 0 : 1
  },
}

function readDay(file: string) {
  try {
    return OpenDay.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    throw new UsageError(`读不了 ${file}：${reason}`, `${file} cannot be read: ${reason}`)
  }
}
