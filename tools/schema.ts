import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPool } from '#kernel/db/db.ts'
import { migrate } from '#kernel/db/migrate.ts'
import { renderSchema } from '#kernel/db/schema.ts'
import { freshDatabase } from '#kernel/testing/fresh-database.ts'
import { withDatabase } from './run/database.ts'
import { root } from './tree/source.ts'

/** Where the schema that all migrations lead to is kept for readers. */
export const schemaPage = 'schema.sql'

/** Renders a database made for the purpose: the server's own may hold more than migrations made. */
async function render(serverUrl: string): Promise<string> {
  const { url, drop } = await freshDatabase(serverUrl)
  try {
    await migrate(url)
    const pool = openPool({ url, max: 1 })
    return await pool.transaction(renderSchema).finally(() => pool.end())
  } finally {
    await drop()
  }
}

if (import.meta.main) {
  const path = join(root, schemaPage)
  const given = process.env.TEST_DATABASE_URL
  const page = given ? await render(given) : await withDatabase(render)
  const before = readFileSync(path, { encoding: 'utf8', flag: 'a+' })
  if (before !== page) writeFileSync(path, page)
  console.log(`${schemaPage} ${before === page ? '无变化 / unchanged' : '已更新 / updated'}`)
}
