import type { Candidate, CandidateFinder } from '#city/place/geocode.ts'
import { folded, gramsWanted } from '#city/place/grams.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { ComponentState } from './state.ts'
import { asComponent, type Component, type ComponentRow, componentColumns, findComponent } from './store.ts'

export type ComponentSearch = {
  /** Digits are the beginning of a code; anything else is contained in the name or the address. */
  readonly text?: string | undefined
  readonly kind?: string | undefined
  readonly state?: ComponentState | undefined
  readonly cellCode?: string | undefined
  /** The last code of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export type ComponentPage = { readonly items: readonly Component[]; readonly next: string | null }

/**
 * A page of components in order of code; `next` is to be passed as `after`, null at the end. `namesOf` gives the names of the
 * register to whoever would not have them read each time.
 */
export async function searchComponents(
  db: Db,
  districtId: string,
  query: ComponentSearch,
  namesOf = listNames,
): Promise<ComponentPage> {
  const rows = await db.many<ComponentRow>(await statement(db, districtId, query, namesOf))
  const items = rows.slice(0, query.limit).map(asComponent)
  return { items, next: rows.length > query.limit ? (items.at(-1)?.code ?? null) : null }
}

async function statement(db: Db, districtId: string, query: ComponentSearch, namesOf: typeof listNames): Promise<Sql> {
  const text = query.text?.trim() ?? ''
  const rules = sql`district_id = ${districtId} and code > ${query.after ?? ''} ${filters(query)}`
  const most = query.limit + 1
  const page = (condition: Sql) =>
    sql`select ${componentColumns} from city.component where ${rules} ${condition} order by code limit ${most}`
  if (folded(text) === '') return page(sql.empty)
  if (/^[0-9]{3,17}$/.test(text)) return page(codePrefix(text))
  const names = (await namesOf(db, districtId)).filter((name) => folded(name).includes(folded(text)))
  const codes = sql`
    select code from (
      select found.code from unnest(${names}::text[]) as wanted(name)
        cross join lateral (select code from city.component where name = wanted.name and ${rules} order by code limit ${most}) as found
      union
      select code from city.component where address_grams @> ${gramsWanted(text)}::text[] and ${rules}
    ) as hits order by code limit ${most}`
  return sql`select ${componentColumns} from city.component
    where district_id = ${districtId} and code in (${codes}) order by code`
}

// A range of the primary key; starts_with alone would read every row of a district in a database whose collation is not C.
const codePrefix = (digits: string): Sql =>
  sql`and code >= ${digits} and code <= ${digits.padEnd(17, '9')} and starts_with(code, ${digits})`

function filters({ kind, state, cellCode }: ComponentSearch): Sql {
  const parts: Sql[] = []
  if (kind) parts.push(sql`and kind = ${kind}`)
  if (state) parts.push(sql`and state = ${state}`)
  if (cellCode) parts.push(sql`and cell_code = ${cellCode}`)
  return sql.join(parts, ' ')
}

/** Standing components that bear one of these names, a few of each. */
export async function componentsNamed(
  db: Db,
  districtId: string,
  names: readonly string[],
  limit: number,
): Promise<Component[]> {
  const rows = await db.many<ComponentRow>(sql`
    select found.* from unnest(${names}::text[]) with ordinality as wanted(name, rank)
      cross join lateral (select ${componentColumns} from city.component
        where district_id = ${districtId} and name = wanted.name and state <> 'removed' order by code limit ${limit}) as found
     order by wanted.rank, found.code limit ${limit}`)
  return rows.map(asComponent)
}

/** The distinct names of a register: a few hundred among a million rows, stepped through by the index. */
export async function listNames(db: Db, districtId: string): Promise<string[]> {
  const rows = await db.many<{ name: string }>(sql`
    with recursive names as (
      (select name from city.component where district_id = ${districtId} order by name limit 1)
      union all
      select (select c.name from city.component c where c.district_id = ${districtId} and c.name > names.name order by c.name limit 1)
        from names where names.name is not null
    ) select name from names where name is not null`)
  return rows.map((row) => row.name)
}

export type KindCount = {
  readonly kind: string
  readonly name: string
  readonly total: number
  readonly byState: Readonly<Record<string, number>>
}

/** How many components of each kind stand in each state. */
export async function countByKind(db: Db, districtId: string): Promise<KindCount[]> {
  const rows = await db.many<{ kind: string; state: string; count: number }>(sql`
    select kind, state, count(*) from city.component where district_id = ${districtId} group by kind, state order by kind, state`)
  const names = await db.many<{ kind: string; name: string }>(sql`
    select given.kind, (select name from city.component c where c.district_id = ${districtId} and c.kind = given.kind limit 1) as name
      from unnest(${[...new Set(rows.map((row) => row.kind))]}::text[]) as given(kind)`)
  return names.map(({ kind, name }) => {
    const own = rows.filter((row) => row.kind === kind)
    return {
      kind,
      name,
      total: own.reduce((sum, row) => sum + row.count, 0),
      byState: Object.fromEntries(own.map((row) => [row.state, row.count])),
    }
  })
}

/** For `geocode`: a component meant by its whole code. */
export const componentCandidates: CandidateFinder = async (db, districtId, text) => {
  if (!/^[0-9]{16,17}$/.test(text)) return []
  const found = await findComponent(db, districtId, text)
  if (!found) return []
  const candidate: Candidate = {
    kind: 'component',
    label: `${found.name} ${found.code}`,
    point: found.place,
    reason:
      found.code === text
        ? { zh: '部件标识码', en: 'Component code' }
        : { zh: '部件的原 16 位标识码', en: 'Former 16-digit code of a component' },
    strength: 3,
  }
  return [candidate]
}
