import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from './db.ts'
import { renderSchema } from './schema.ts'

const root = join(import.meta.dirname, '..', '..')

/** A page of the schema: where it is kept, and what stands on it. */
export type SchemaPage = { readonly path: string; readonly text: string }

/**
 * The schema of a database by the pages it is kept on: one for the whole, and one in each industry's folder for that industry's own,
 * which goes with the folder.
 */
export async function schemaPages(tx: Db): Promise<readonly SchemaPage[]> {
  const industries = globSync('industry/*/migrations', { cwd: root })
    .map((path) => path.split('/')[1] ?? '')
    .toSorted()
  const own = industries.map((id) => ({ id, schema: id.replaceAll('-', '_') }))
  const pages = [{ path: 'schema.sql', text: await renderSchema(tx, { without: own.map(({ schema }) => schema) }) }]
  for (const { id, schema } of own)
    pages.push({ path: `industry/${id}/schema.sql`, text: await renderSchema(tx, { only: schema }) })
  return pages
}

/** Pages that are kept although nothing of the kind is rendered any more. */
export const leftPages = (pages: readonly SchemaPage[]): readonly string[] =>
  globSync('industry/*/schema.sql', { cwd: root }).filter((path) => !pages.some((page) => page.path === path))
