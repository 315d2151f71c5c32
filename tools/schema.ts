import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPool } from '#kernel/db/db.ts'
import { migrate } from '#kernel/db/migrate.ts'
import { leftPages, type SchemaPage, schemaPages } from '#kernel/db/schema-pages.ts'
import { freshDatabase } from '#kernel/testing/fresh-database.ts'
import { withDatabase } from './run/database.ts'
import { root } from './tree/source.ts'

/** Renders a database made for the purpose: the server's own may hold more than migrations made. */
async function render(serverUrl: string): Promise<readonly SchemaPage[]> {
  const { url, drop } = await freshDatabase(serverUrl)
  try {
    await migrate(url)
    const pool = openPool({ url, max: 1 })
    return await pool.transaction(schemaPages).finally(() => pool.end())
  } finally {
    await drop()
  }
}

if (import.meta.main) {
  const given = process.env.TEST_DATABASE_URL
  const pages = given ? await render(given) : await withDatabase(render)
  for (const { path, text } of pages) {
    const before = readFileSync(join(root, path), { encoding: 'utf8', flag: 'a+' })
    if (before !== text) writeFileSync(join(root, path), text)
    console.log(`${path} ${before === text ? '无变化 / unchanged' : '已更新 / updated'}`)
  }
  for (const path of leftPages(pages)) {
    rmSync(join(root, path))
    console.log(`${path} 已删除 / removed`)
  }
}
