import { lookAtAll } from '#analyse/photo/background.ts'
import { listDistricts } from '#city/place/store.ts'
import { systemClock } from '#kernel/clock.ts'
import { openLocalStore } from '#kernel/files/local-store.ts'
import { type Command, readArgs, UsageError } from './command.ts'
import { withDatabase } from './session.ts'

/** Work on the photos of cases that were there before they were looked at one by one. */
export const photosCommand: Command = {
  name: 'photos',
  about: { zh: '照片特征与复用查找', en: 'what photos look like and where one is re-used' },
  help: `用法 usage：npm run yiwang -- photos hash

为所有尚无特征的案件照片计算特征，并与更早的照片比对；可中断，再次运行从断处继续。
Takes the look of every photo of a case that has none and compares it with earlier ones; may be interrupted and run again.`,
  async run(args, { config, io }) {
    const { positionals } = readArgs(args, {})
    if (positionals[0] !== 'hash' || positionals.length > 1)
      throw new UsageError('只有 photos hash 一种用法', 'there is only photos hash')
    const store = await openLocalStore(config.DATA_DIR)
    return withDatabase(config, async ({ pool }) => {
      for (const { districtId, name } of await listDistricts(pool)) {
        const { seen, found } = await lookAtAll({ pool, store, clock: systemClock }, districtId)
        io.line(`${name} ${districtId}：照片 ${seen} 张，线索 ${found} 条 · photos ${seen}, findings ${found}`)
      }
      return 0
    })
  },
}
