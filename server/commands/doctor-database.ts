import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#kernel/config.ts'
import { type Db, openPool } from '#kernel/db/db.ts'
import { type GoneFolder, goneFolders, goneHomeOf, goneWords, listRan, type Ran } from '#kernel/db/gone.ts'
import { listMigrations } from '#kernel/db/migrate.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { outboxLag } from '#kernel/outbox/upkeep.ts'
import { Problem } from '#kernel/problem.ts'
import { openDatabase } from '../database.ts'
import { type Check, ill, optional, well } from './check.ts'

const mostSkewMs = 2_000
const longestWaitSeconds = 3_600

/** What the database says of itself; an embedded one that does not run is started for the question and stopped again. */
export async function databaseChecks(config: Config): Promise<Check[]> {
  if (!config.DATABASE_URL && !existsSync(join(config.DATA_DIR, 'postgres')))
    return [optional('内置数据库尚未建立，首次启动时建立', 'the embedded database is made at the first start')]
  try {
    return await onDatabase(config)
  } catch (error) {
    const { zh, en } = error instanceof Problem ? error : { zh: String(error), en: String(error) }
    return [ill(`数据库连不上：${zh}`, `the database cannot be reached: ${en}`)]
  }
}

async function onDatabase(config: Config): Promise<Check[]> {
  const database = await openDatabase(config, silentLog, true)
  const pool = openPool({ url: database.url, max: 1, name: 'yiwang-doctor' })
  try {
    const checks = [await versionCheck(pool), await encodingCheck(pool), await skewCheck(pool)]
    const ran = await listRan(pool)
    const migrations = migrationCheck(ran)
    checks.push(migrations, ...goneFolders(ran).map(goneCheck))
    if (migrations.state === 'well') checks.push(await outboxCheck(pool))
    return checks
  } finally {
    await pool.end()
    await database.stop()
  }
}

async function versionCheck(db: Db): Promise<Check> {
  const { number, words } = await db.one<{ number: number; words: string }>(
    sql`select current_setting('server_version_num')::int as number, current_setting('server_version') as words`,
  )
  if (number >= 150_000) return well(`PostgreSQL ${words}`, `PostgreSQL ${words}`)
  return ill(`PostgreSQL ${words}，需要 15 或更高`, `PostgreSQL ${words}; 15 or later is needed`)
}

async function encodingCheck(db: Db): Promise<Check> {
  const { encoding } = await db.one<{ encoding: string }>(sql`select current_setting('server_encoding') as encoding`)
  if (encoding === 'UTF8') return well('数据库编码 UTF8', 'the database is in UTF8')
  return ill(`数据库编码是 ${encoding}，需要 UTF8`, `the database is in ${encoding}; UTF8 is needed`)
}

async function skewCheck(db: Db): Promise<Check> {
  const asked = Date.now()
  const { now } = await db.one<{ now: Date }>(sql`select clock_timestamp() as now`)
  const skewMs = Math.round(now.getTime() - (asked + Date.now()) / 2)
  if (Math.abs(skewMs) <= mostSkewMs) return well(`时钟与数据库相差 ${skewMs} ms`, `clocks differ by ${skewMs} ms`)
  return ill(`时钟与数据库相差 ${skewMs} ms，请校时`, `clocks differ by ${skewMs} ms; set them right`)
}

/** Compares what has run with what this program brings; what a folder brought that was taken out is told apart. */
function migrationCheck(all: readonly Ran[]): Check {
  const own = new Map(listMigrations().map(({ name, checksum }) => [name, checksum]))
  const ran = all.filter((one) => own.has(one.name) || goneHomeOf(one) === undefined)
  const foreign = ran.find(({ name }) => !own.has(name))
  if (foreign)
    return ill(`数据库比程序新（${foreign.name}）`, `the database is newer than this program (${foreign.name})`)
  const edited = ran.find(({ name, checksum }) => own.get(name) !== checksum)
  if (edited) return ill(`迁移 ${edited.name} 执行后被改动过`, `migration ${edited.name} was edited after it had run`)
  const pending = own.size - ran.length
  if (pending > 0)
    return ill(`有 ${pending} 个迁移待执行：npm run yiwang -- migrate`, `${pending} migrations have not run`)
  return well(`${ran.length} 个迁移均已执行`, `all ${ran.length} migrations have run`)
}

const goneCheck = (gone: GoneFolder): Check => {
  const { zh, en } = goneWords(gone)
  return optional(zh, en)
}

async function outboxCheck(db: Db): Promise<Check> {
  const { waiting, subscribers } = await outboxLag(db)
  const sum = (pick: 'pending' | 'dead') => subscribers.reduce((total, one) => total + one[pick], 0)
  const oldest = Math.max(0, ...subscribers.map((one) => one.oldestSeconds))
  const [pending, dead] = [sum('pending'), sum('dead')]
  if (dead > 0) return ill(`发件箱有 ${dead} 条无法投递`, `${dead} events of the outbox cannot be delivered`)
  if (oldest > longestWaitSeconds)
    return ill(
      `发件箱有 ${pending} 条未投递，最早的已等 ${Math.round(oldest / 60)} 分钟`,
      `${pending} events wait, the oldest for ${Math.round(oldest / 60)} minutes`,
    )
  return well(
    `发件箱待编号 ${waiting}、待投递 ${pending}`,
    `the outbox holds ${waiting} new and ${pending} undelivered`,
  )
}
