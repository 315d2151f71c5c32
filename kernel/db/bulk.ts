import { setImmediate as turn } from 'node:timers/promises'
import type { Tx } from './db.ts'
import { type Sql, sql } from './sql.ts'

/** Rows in column order; `null` for absent, lists for array columns, bytes for `bytea`, other objects as JSON, dates as instants. */
export type BulkRow = readonly unknown[]

const turnRows = 50

/**
 * Writes many rows quickly: one `insert … select from unnest(…)` a batch, every column travelling as one text array and cast
 * to the column's own type. `columns` maps each column to its PostgreSQL type. Returns the number of rows written.
 */
export async function copyRows(
  tx: Pick<Tx, 'run'>,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: Iterable<BulkRow> | AsyncIterable<BulkRow>,
  options: { batch?: number; onConflictDoNothing?: boolean } = {},
): Promise<number> {
  const size = options.batch ?? 1_000
  let written = 0
  let held: BulkRow[] = []
  // The database writes one batch while the next is being made and sent.
  let sent: Promise<number> | undefined
  const flush = async () => {
    const before = sent
    sent = held.length > 0 ? send(held) : undefined
    held = []
    written += (await before) ?? 0
  }
  const send = (batch: readonly BulkRow[]): Promise<number> => {
    const writing = tx.run(statement(table, columns, batch, options.onConflictDoNothing ?? false))
    // Whoever awaits it hears of a failure; until then nobody does.
    writing.catch(() => undefined)
    return writing
  }
  for await (const row of rows) {
    held.push(row)
    if (held.length >= size) await flush()
    // What was sent goes out only in a turn of its own.
    else if (held.length % turnRows === 0) await turn()
  }
  await flush()
  await flush()
  return written
}

function statement(
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly BulkRow[],
  lenient: boolean,
): Sql {
  const names = sql.join(Object.keys(columns).map(sql.ident))
  return sql`insert into ${sql.raw(table)} (${names}) ${rowsAsQuery(columns, rows)}
    ${lenient ? sql`on conflict do nothing` : sql.empty}`
}

/** Rows as a query with these columns, to insert or to update from. */
export function rowsAsQuery(columns: Readonly<Record<string, string>>, rows: readonly BulkRow[]): Sql {
  const names = Object.keys(columns)
  const arrays = names.map((name, at) => sql`${rows.map((row) => asText(row[at], columns[name]))}::text[]`)
  const casts = names.map((name) => sql`${sql.ident(name)}::${sql.raw(columns[name] ?? 'text')} as ${sql.ident(name)}`)
  return sql`select ${sql.join(casts)} from unnest(${sql.join(arrays)}) as given(${sql.join(names.map(sql.ident))})`
}

function asText(value: unknown, type = 'text'): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  if (Array.isArray(value) && type.endsWith('[]')) return `{${value.map(asElement).join(',')}}`
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

function asElement(value: unknown): string {
  const text = asText(value)
  return text === null ? 'null' : `"${text.replace(/["\\]/g, '\\$&')}"`
}
