import type { Db } from './db.ts'
import { sql } from './sql.ts'

/** A table; `parted` is how its rows are parted, where they are. */
type Table = { name: string; parted: string | null }
type Column = { table: string; name: string; type: string; notNull: boolean; fallback: string | null }
type Constraint = { table: string; name: string; kind: string; definition: string }
type Index = { table: string; definition: string }
type Comment = { target: string; words: string }

/** The whole schema as read: tables and all else in the order in which it is written. */
type Parts = {
  readonly schemas: readonly string[]
  readonly tables: readonly Table[]
  readonly columns: readonly Column[]
  readonly constraints: readonly Constraint[]
  readonly indexes: readonly Index[]
  readonly comments: readonly Comment[]
}

const title = `-- The database as all migrations leave it; for reading and for comparing, never for running on a server.
-- Rendered by: node tools/launch.mjs tools/schema.ts
`

/** One schema alone, or all but some: what a removable folder brings is written beside that folder. */
type Which = { readonly only?: string; readonly without?: readonly string[] }

const schemaOf = (table: string): string => table.slice(0, table.indexOf('.')).replaceAll('"', '')

/**
 * The schema of a database as SQL text, the same for the same schema whatever order it grew in and whatever PostgreSQL ≥ 15
 * holds it. Columns keep their order, all else is sorted by name. Needs `search_path` to be empty, so that every name is
 * written with its schema. A kind of object that it cannot write is an error, so that nothing is left out unseen.
 */
export async function renderSchema(tx: Db, { only, without = [] }: Which = {}): Promise<string> {
  await tx.run(sql`set local search_path = ''`)
  await refuseUnknownKinds(tx)
  const isMeant = (schema: string) => (only === undefined ? !without.includes(schema) : schema === only)
  const inMeant = ({ table }: { table: string }) => isMeant(schemaOf(table))
  const parts: Parts = {
    schemas: (await namesOfSchemas(tx)).filter(isMeant),
    tables: (await listTables(tx)).filter(({ name }) => isMeant(schemaOf(name))),
    columns: (await listColumns(tx)).filter(inMeant),
    constraints: (await listConstraints(tx)).filter(inMeant),
    indexes: (await listIndexes(tx)).filter(inMeant),
    comments: await listComments(tx),
  }
  // Foreign keys come last: a table may refer to one that is written after it.
  const foreign = parts.constraints.filter((one) => one.kind === 'f')
  return [
    title,
    parts.schemas.map((name) => `create schema ${name};\n`).join(''),
    ...parts.tables.map((table) => writeTable(table, parts)),
    foreign
      .map(({ table, name, definition }) => `alter table ${table} add constraint ${name}\n  ${definition};\n`)
      .join(''),
  ].join('\n')
}

function writeTable({ name: table, parted }: Table, parts: Parts): string {
  const own = <T extends { table: string }>(all: readonly T[]) => all.filter((one) => one.table === table)
  const lines = [
    ...own(parts.columns).map(writeColumn),
    ...own(parts.constraints)
      .filter((one) => one.kind !== 'f')
      .map(({ name, definition }) => `constraint ${name} ${definition}`),
  ]
  const indexes = own(parts.indexes).map((index) => `${index.definition};\n`)
  const comments = parts.comments
    .filter(({ target }) => target === `table ${table}` || target.startsWith(`column ${table}.`))
    .map(({ target, words }) => `comment on ${target} is\n  ${words};\n`)
  return [
    `create table ${table} (\n  ${lines.join(',\n  ')}\n)${parted ? ` partition by ${parted}` : ''};\n`,
    ...comments,
    ...indexes,
  ].join('')
}

const writeColumn = ({ name, type, notNull, fallback }: Column): string =>
  `${name} ${type}${notNull ? ' not null' : ''}${fallback === null ? '' : ` default ${fallback}`}`

// Ours are all that PostgreSQL and the job queue did not make for themselves.
const ours = sql.raw(`n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss')`)
// A partition is data, made by the day; the table that it is a part of is written.
const isTable = sql.raw(`c.relkind in ('r', 'p') and not c.relispartition`)
const tableName = sql.raw(`format('%I.%I', n.nspname, c.relname)`)

async function namesOfSchemas(db: Db): Promise<string[]> {
  const rows = await db.many<{ name: string }>(sql`
    select quote_ident(n.nspname) as name from pg_catalog.pg_namespace n
     where ${ours} and n.nspname <> 'public' order by n.nspname collate "C"`)
  return rows.map((row) => row.name)
}

const listTables = (db: Db): Promise<Table[]> =>
  db.many<Table>(sql`
    select ${tableName} as name, pg_catalog.pg_get_partkeydef(c.oid) as parted
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where ${isTable} and ${ours}
     order by n.nspname collate "C", c.relname collate "C"`)

const listColumns = (db: Db): Promise<Column[]> =>
  db.many<Column>(sql`
    select ${tableName} as "table", quote_ident(a.attname) as name,
           pg_catalog.format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull",
           pg_catalog.pg_get_expr(d.adbin, d.adrelid) as fallback
      from pg_catalog.pg_attribute a
      join pg_catalog.pg_class c on c.oid = a.attrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where ${isTable} and ${ours} and a.attnum > 0 and not a.attisdropped
     order by a.attrelid, a.attnum`)

// PostgreSQL 18 also keeps each "not null" as a constraint (kind n), which its column says already.
const listConstraints = (db: Db): Promise<Constraint[]> =>
  db.many<Constraint>(sql`
    select ${tableName} as "table", quote_ident(k.conname) as name, k.contype::text as kind,
           pg_catalog.pg_get_constraintdef(k.oid) as definition
      from pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid = k.conrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where ${isTable} and ${ours} and k.contype <> 'n'
     order by n.nspname collate "C", c.relname collate "C", position(k.contype::text in 'puxcf'), k.conname collate "C"`)

/** Indexes that no constraint brings along. */
const listIndexes = (db: Db): Promise<Index[]> =>
  db.many<Index>(sql`
    select ${tableName} as "table", pg_catalog.pg_get_indexdef(i.indexrelid) as definition
      from pg_catalog.pg_index i
      join pg_catalog.pg_class c on c.oid = i.indrelid
      join pg_catalog.pg_class x on x.oid = i.indexrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where ${isTable} and ${ours}
       and not exists (select 1 from pg_catalog.pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
     order by x.relname collate "C"`)

const listComments = (db: Db): Promise<Comment[]> =>
  db.many<Comment>(sql`
    select case when d.objsubid = 0 then 'table ' || ${tableName}
                else format('column %I.%I.%I', n.nspname, c.relname, a.attname) end as target,
           quote_literal(d.description) as words
      from pg_catalog.pg_description d
      join pg_catalog.pg_class c on c.oid = d.objoid and d.classoid = 'pg_catalog.pg_class'::regclass
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
     where ${isTable} and ${ours}
     order by d.objsubid`)

/** What is in our schemas besides plain tables, their indexes and what these bring along. */
async function refuseUnknownKinds(db: Db): Promise<void> {
  const strange = await db.many<{ what: string }>(sql`
    select format('%s %I.%I', case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'relation' end, n.nspname, c.relname) as what
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where ${ours} and c.relkind not in ('r', 'p', 'i', 'I', 't')
    union all
    select format('function %I.%I', n.nspname, p.proname)
      from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace where ${ours}
    union all
    select format('type %I.%I', n.nspname, t.typname)
      from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
     where ${ours} and t.typtype in ('d', 'e', 'r')
    union all
    select format('generated column %I.%I.%I', n.nspname, c.relname, a.attname)
      from pg_catalog.pg_attribute a
      join pg_catalog.pg_class c on c.oid = a.attrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where ${ours} and a.attnum > 0 and (a.attgenerated <> '' or a.attidentity <> '')
    union all
    select format('trigger %I on %I.%I', g.tgname, n.nspname, c.relname)
      from pg_catalog.pg_trigger g
      join pg_catalog.pg_class c on c.oid = g.tgrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where ${ours} and not g.tgisinternal`)
  if (strange.length > 0)
    throw new Error(`the schema cannot be rendered with ${strange.map((one) => one.what).join(', ')}; extend schema.ts`)
}
