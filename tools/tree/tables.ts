import type { ColumnDef, Constraint, CreateStmt, IndexStmt, Node, RangeVar } from 'libpg-query'
import { namesOf, parseMigration } from './sql-writes.ts'

export type Key = { name: string; kind: string; columns: (string | undefined)[]; at: string }

export type Reference = { columns: string[]; table: string; targetColumns: string[]; at: string }

/** A table as all migrations together leave it. */
export type Table = {
  name: string
  at: string
  partition: boolean
  keys: Key[]
  references: Reference[]
  comment: string
}

/** What the migrations make, and what they do that nothing may do. */
export type Catalogue = { tables: Map<string, Table>; faults: string[] }

type Place = { catalogue: Catalogue; at: string }

/** Reads migrations in the order in which they run. */
export function readMigrations(files: readonly { path: string; text: string }[]): Catalogue {
  const catalogue: Catalogue = { tables: new Map(), faults: [] }
  for (const { path, text } of files) {
    const { statements, fault } = parseMigration(path, text)
    if (fault) catalogue.faults.push(fault)
    for (const { stmt, line } of statements) readStatement(stmt, { catalogue, at: `${path}:${line}` })
  }
  return catalogue
}

function readStatement(stmt: Node, place: Place): void {
  const { catalogue, at } = place
  if ('CreateStmt' in stmt) createTable(stmt.CreateStmt, place)
  if ('IndexStmt' in stmt) addIndex(stmt.IndexStmt, place)
  if ('AlterTableStmt' in stmt) alterTable(nameOf(stmt.AlterTableStmt.relation), stmt.AlterTableStmt.cmds ?? [], place)
  if ('CreateTrigStmt' in stmt) catalogue.faults.push(`${at} makes a trigger; triggers are not used`)
  if ('CreateSeqStmt' in stmt) catalogue.faults.push(`${at} makes a sequence; ids are made by the application`)
  if ('DropStmt' in stmt && stmt.DropStmt.removeType === 'OBJECT_TABLE') {
    for (const object of stmt.DropStmt.objects ?? []) catalogue.tables.delete(listOf(object).join('.'))
  }
  if ('CommentStmt' in stmt && stmt.CommentStmt.objtype === 'OBJECT_TABLE' && stmt.CommentStmt.object) {
    const table = catalogue.tables.get(listOf(stmt.CommentStmt.object).join('.'))
    if (table) table.comment = stmt.CommentStmt.comment ?? ''
  }
}

function createTable(stmt: CreateStmt, place: Place): void {
  const name = nameOf(stmt.relation)
  const partition = stmt.partbound !== undefined
  const table: Table = { name, at: place.at, partition, keys: [], references: [], comment: '' }
  place.catalogue.tables.set(name, table)
  for (const element of stmt.tableElts ?? []) {
    if ('ColumnDef' in element) addColumn(table, element.ColumnDef, place)
    if ('Constraint' in element) addConstraint(table, element.Constraint, [], place)
  }
}

const wrongTypes: Record<string, string> = {
  timestamp: 'use timestamptz',
  timetz: 'use timestamptz',
  varchar: 'use text',
  bpchar: 'use text',
  serial: 'ids are made by the application',
  bigserial: 'ids are made by the application',
  smallserial: 'ids are made by the application',
}

function addColumn(table: Table, column: ColumnDef, { catalogue, at }: Place): void {
  checkType(table.name, column, { catalogue, at })
  for (const node of column.constraints ?? []) {
    if (!('Constraint' in node)) continue
    if (node.Constraint.contype === 'CONSTR_IDENTITY') {
      catalogue.faults.push(`${at} ${table.name}.${column.colname} counts by itself; ids are made by the application`)
    }
    addConstraint(table, node.Constraint, [column.colname ?? ''], { catalogue, at })
  }
}

function checkType(table: string, column: ColumnDef, { catalogue, at }: Place): void {
  const type = namesOf((column.typeName?.names ?? []) as Node[]).at(-1) ?? ''
  const wrong = wrongTypes[type]
  if (wrong) catalogue.faults.push(`${at} ${table}.${column.colname} is ${type}; ${wrong}`)
}

const keyKinds: Record<string, string> = {
  CONSTR_PRIMARY: 'primary key',
  CONSTR_UNIQUE: 'unique constraint',
  CONSTR_EXCLUSION: 'exclusion constraint',
}

function addConstraint(table: Table, constraint: Constraint, column: string[], { catalogue, at }: Place): void {
  const { contype = '', conname = '' } = constraint
  if (constraint.deferrable || contype === 'CONSTR_ATTR_DEFERRABLE') {
    catalogue.faults.push(`${at} ${table.name} has a deferrable constraint; constraints are checked at once`)
  }
  const kind = keyKinds[contype]
  if (kind) {
    const excluded = (constraint.exclusions ?? []).map((pair) => firstColumn(pair as Node))
    const keys = namesOf((constraint.keys ?? []) as Node[])
    const columns = kind === 'exclusion constraint' ? excluded : keys.length > 0 ? keys : column
    const fallback = kind === 'primary key' ? 'pkey' : `${columns.join('_')}_key`
    // `using index` names no columns: the index was judged when it was made.
    if (columns.length > 0) {
      table.keys.push({ name: conname || `${shortName(table.name)}_${fallback}`, kind, columns, at })
    }
  }
  if (contype !== 'CONSTR_FOREIGN') return
  const own = namesOf((constraint.fk_attrs ?? []) as Node[])
  const targetColumns = namesOf((constraint.pk_attrs ?? []) as Node[])
  table.references.push({
    columns: own.length > 0 ? own : column,
    table: nameOf(constraint.pktable),
    targetColumns,
    at,
  })
}

function addIndex(stmt: IndexStmt, { catalogue, at }: Place): void {
  if (!stmt.unique) return
  const columns = (stmt.indexParams ?? []).map((node) => ('IndexElem' in node ? node.IndexElem.name : undefined))
  const name = stmt.idxname ?? 'unnamed'
  catalogue.tables.get(nameOf(stmt.relation))?.keys.push({ name, kind: 'unique index', columns, at })
}

function alterTable(name: string, commands: readonly Node[], place: Place): void {
  const table = place.catalogue.tables.get(name)
  if (!table) return
  for (const node of commands) {
    if (!('AlterTableCmd' in node)) continue
    const { subtype, def, name: object } = node.AlterTableCmd
    if (subtype === 'AT_AddColumn' && def && 'ColumnDef' in def) addColumn(table, def.ColumnDef, place)
    if (subtype === 'AT_AddConstraint' && def && 'Constraint' in def) addConstraint(table, def.Constraint, [], place)
    if (subtype === 'AT_AlterColumnType' && def && 'ColumnDef' in def) {
      checkType(name, { ...def.ColumnDef, colname: object ?? '' }, place)
    }
    if (subtype === 'AT_DropConstraint') table.keys = table.keys.filter((key) => key.name !== object)
  }
}

const nameOf = (range: RangeVar | undefined): string => `${range?.schemaname ?? 'public'}.${range?.relname ?? ''}`

const shortName = (name: string): string => name.slice(name.indexOf('.') + 1)

const listOf = (node: Node): string[] => ('List' in node ? namesOf((node.List.items ?? []) as Node[]) : [])

function firstColumn(pair: Node): string | undefined {
  const first = 'List' in pair ? pair.List.items?.[0] : undefined
  return first && 'IndexElem' in first ? first.IndexElem.name : undefined
}
