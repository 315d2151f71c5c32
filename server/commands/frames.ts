import { replayFrames } from '#sense/replay/replay.ts'
import { type Command, oneOf, readArgs, required, UsageError } from './command.ts'
import { withDatabase } from './session.ts'

const options = {
  district: { type: 'string' },
  device: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
} as const

/** Reads kept frames again with the dictionaries of this version. */
export const framesCommand: Command = {
  name: 'frames',
  about: { zh: '重读报文', en: 'read kept frames again' },
  help: `用法 usage：
  npm run yiwang -- frames replay --district <区划 id> [--device <设备 id 或标识>] [--from 2026-11-01] [--to 2026-12-01T08:00:00+08:00]

以本版本的协议字典重读已保存的报文，补入此前读不出的数据、轨迹与设备情况；已有的不改动，重复运行不再增加。默认读全部留存报文。
Reads kept frames again with the dictionaries of this version and adds what could not be read before; nothing that is there is
changed, and running it again adds nothing.`,
  async run(args, { config, io }) {
    const { values, positionals } = readArgs(args, options)
    oneOf(positionals[0], ['replay'] as const, '动作 act')
    const districtId = required(values.district, 'district')
    const from = instantOf(values.from, 'from') ?? new Date(0)
    const to = instantOf(values.to, 'to') ?? new Date(Date.now() + 86_400_000)
    return withDatabase(config, async ({ pool }) => {
      const wanted = { districtId, device: values.device, from, to }
      const { frames, readable, tracks, byMetric } = await replayFrames(pool, wanted)
      for (const [metric, count] of [...byMetric].sort()) io.line(`  ${metric} +${count}`)
      const added = [...byMetric.values()].reduce((sum, count) => sum + count, 0)
      io.line(`frames ${frames} readable +${readable} values +${added} places +${tracks}`)
      return 0
    })
  },
}

function instantOf(text: string | undefined, option: string): Date | undefined {
  if (text === undefined) return undefined
  const at = new Date(text)
  if (!Number.isNaN(at.getTime())) return at
  throw new UsageError(`--${option} 须为日期或时间，如 2026-11-01`, `--${option} is a date or a time, as 2026-11-01`)
}
