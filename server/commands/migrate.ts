import { migrate } from '#kernel/db/migrate.ts'
import { makeLog } from '#kernel/log.ts'
import { openDatabase } from '../database.ts'
import { type Command, readArgs } from './command.ts'

/** Brings the database to this program's state and says what ran. */
export const migrateCommand: Command = {
  name: 'migrate',
  about: { zh: '执行数据库迁移', en: 'run the database migrations' },
  help: `用法 usage：npm run yiwang -- migrate

按顺序执行尚未执行的迁移；已执行过的若被改动则拒绝。可重复运行。
Runs the migrations that have not run, in order; refuses when one that ran was edited. Safe to repeat.`,
  async run(args, { config, io }) {
    readArgs(args, {})
    const database = await openDatabase(config, makeLog(config.LOG_LEVEL), true)
    try {
      const ran = await migrate(database.url)
      for (const name of ran) io.line(`✓ ${name}`)
      io.line(ran.length === 0 ? '没有待执行的迁移 · nothing to migrate' : `已执行 ${ran.length} 个迁移 · migrated`)
      return 0
    } finally {
      await database.stop()
    }
  },
}
