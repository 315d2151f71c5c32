import type { Limit } from '#city/calendar/unit.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type CategoryCode, composeCode, parseCode } from './code.ts'
import { type AreaLimit, type Condition, conditionsFor, limitFor } from './condition.ts'
import type { EditionId, Kind } from './edition.ts'
import type { CodedCategory, MappingRow } from './mapping.ts'
import { catalogueProblems } from './problems.ts'
import { type Hit, searchCategories as searchIn } from './search.ts'
import { findVersionIdInForce, getVersionInForce } from './version-store.ts'

/** A 小类 as a district knows it: its own name where its standard gives one, its own extensions included. */
export type Category = CodedCategory &
  CategoryCode & {
    readonly majorName: string
    readonly name: string
    readonly pinyin: string
    /** Added by the district, not in the national list. */
    readonly extension: boolean
  }

export type CategoryFilter = { readonly edition: EditionId; readonly on: string; readonly kind?: Kind }

/**
 * The categories of an edition as the standard in force on that day names them; without one, the national list. `versionId`
 * asks for a certain version, also a draft; `code` for one category.
 */
export async function listCategories(
  db: Db,
  districtId: string,
  filter: CategoryFilter & { readonly versionId?: string; readonly code?: string },
): Promise<Category[]> {
  const versionId = filter.versionId ?? (await findVersionIdInForce(db, districtId, filter)) ?? null
  const [kind, code] = [filter.kind ?? null, filter.code ?? null]
  return db.many(sql`
    select edition, kind, major, minor, code, "majorName", name, pinyin, extension from (
      select n.edition, n.kind, n.major, n.minor, n.code, coalesce(l.major_name, n.major_name) as "majorName",
             coalesce(l.name, n.name) as name, coalesce(l.pinyin, n.pinyin) as pinyin, false as extension
        from city.category n
        left join city.category_local l on l.district_id = ${districtId} and l.version_id = ${versionId}
             and l.kind = n.kind and l.major = n.major and l.minor = n.minor
       where n.edition = ${filter.edition}
      union all
      select ${filter.edition}, kind, major, minor, major || minor, major_name, name, pinyin, true
        from city.category_local
       where district_id = ${districtId} and version_id = ${versionId} and extension) as known
     where (${kind}::text is null or kind = ${kind}) and (${code}::text is null or code = ${code})
     order by kind, code`)
}

/** A category of the national list by its composed code, whatever the edition is called; undefined when there is none. */
export const findCategory = (
  db: Db,
  given: { readonly edition: string; readonly kind: Kind; readonly code: string },
): Promise<(CodedCategory & { readonly name: string; readonly majorName: string }) | undefined> =>
  db.find(sql`
    select n.edition, n.kind, n.code, n.name, n.major_name as "majorName"
      from city.category n join city.edition e on e.edition = n.edition
     where (e.edition = ${given.edition} or e.standard = ${given.edition}) and n.kind = ${given.kind} and n.code = ${given.code}`)

/** What a case is to be about, with its name; the district's own extensions count. Throws category_code_malformed, category_not_in_edition. */
export async function resolveCategory(
  db: Db,
  districtId: string,
  input: CodedCategory & { readonly on: string },
): Promise<CodedCategory & { readonly name: string }> {
  const { edition, kind, code } = input
  parseCode(edition, code)
  const found = (await listCategories(db, districtId, input)).find((category) => category.code === code)
  if (!found) throw catalogueProblems.category_not_in_edition({ edition, kind, code })
  return { edition, kind, code, name: found.name }
}

/**
 * Categories by what is typed: code, Chinese, full pinyin, initials or a mix; Chinese text is also looked for in the filing
 * conditions in force. Best first.
 */
export async function searchCategories(
  db: Db,
  districtId: string,
  input: CategoryFilter & { readonly text: string; readonly limit?: number },
): Promise<Hit<Category>[]> {
  const [categories, mentioned] = [
    await listCategories(db, districtId, input),
    await categoriesMentioning(db, districtId, input, input.text),
  ]
  return searchIn(categories, input.text, {
    limit: input.limit ?? 20,
    inConditions: (category) => mentioned.has(`${category.kind}/${category.code}`),
  })
}

/** Which categories (kind/code) speak of a text in a filing condition in force. */
export async function categoriesMentioning(
  db: Db,
  districtId: string,
  filter: CategoryFilter,
  text: string,
): Promise<Set<string>> {
  const words = text.trim()
  const versionId = /\p{Script=Han}{2}/u.test(words) ? await findVersionIdInForce(db, districtId, filter) : undefined
  if (!versionId) return new Set()
  const rows = await db.many<{ key: string }>(sql`
    select distinct kind || '/' || major || minor as key from city.filing_condition
     where district_id = ${districtId} and version_id = ${versionId} and position(${words} in condition) > 0`)
  return new Set(rows.map((row) => row.key))
}

/** Successors and predecessors between editions, for `categoryMap`. */
export async function listMapping(db: Db): Promise<MappingRow[]> {
  return db.many(sql`
    select jsonb_build_object('edition', from_edition, 'kind', from_kind, 'code', from_code) as "from",
           jsonb_build_object('edition', to_edition, 'kind', to_kind, 'code', to_code) as "to", basis, mark
      from city.category_mapping order by from_edition, from_kind, from_code, to_edition`)
}

const conditionColumns =
  sql.raw(`c.condition_id as "conditionId", c.kind, c.major, c.minor, c.ordinal, c.condition, c.closing,
  c.disposing_units as "disposingUnits", c.supervising_units as "supervisingUnits",
  (select jsonb_agg(jsonb_build_object('areaClass', l.area_class, 'value', l.value, 'unit', l.unit, 'note', l.note)
            order by l.area_class)
     from city.limit_by_area l
    where l.district_id = c.district_id and l.version_id = c.version_id and l.condition_id = c.condition_id) as limits`)

/** All conditions of a version, in order of category and number. */
export const listConditions = (db: Db, districtId: string, versionId: string): Promise<Condition[]> =>
  db.many(sql`
    select ${conditionColumns} from city.filing_condition c
     where c.district_id = ${districtId} and c.version_id = ${versionId}
     order by c.kind, c.major, c.minor, c.ordinal`)

/**
 * The conditions a case of this category may be filed under on that day; a 2026 matter “component out of order” falls back on
 * the component's. Throws category_code_malformed, standard_not_in_force.
 */
export async function conditionsOf(
  db: Db,
  districtId: string,
  input: CodedCategory & { readonly on: string },
): Promise<{ readonly versionId: string; readonly conditions: Condition[] }> {
  const { major, minor } = parseCode(input.edition, input.code)
  const { versionId } = await getVersionInForce(db, districtId, input)
  const candidates = await db.many<Condition>(sql`
    select ${conditionColumns} from city.filing_condition c
     where c.district_id = ${districtId} and c.version_id = ${versionId} and c.major = ${major} and c.minor = ${minor}`)
  return {
    versionId,
    conditions: conditionsFor(candidates, { edition: input.edition, kind: input.kind, major, minor }),
  }
}

/** The clause a case is filed under, as it reads today: the case keeps this text, later versions never change it. */
export type ClauseSnapshot = CodedCategory & {
  readonly name: string
  readonly versionId: string
  readonly conditionId: string
  readonly condition: string
  readonly closing: string
  readonly areaClass: string
  readonly limit: Limit
}

type ClauseRow = Omit<Condition, 'ordinal'> & {
  readonly edition: EditionId
  readonly versionId: string
  readonly draft: boolean
  readonly name: string | null
}

/**
 * A condition with its limit for an area class (`*` when there is none for it), ready to be kept in a case. `category` names
 * what the case is about where that is the matter of the condition's component; another category is refused. Throws
 * condition_not_found, condition_not_published, condition_of_other_category, limit_for_area_missing.
 */
export async function clauseOf(
  db: Db,
  districtId: string,
  conditionId: string,
  areaClass: string | null = '*',
  category?: Pick<CodedCategory, 'kind' | 'code'>,
): Promise<ClauseSnapshot> {
  const row = await findClause(db, districtId, conditionId, category?.kind ?? null)
  if (!row) throw catalogueProblems.condition_not_found()
  if (row.draft) throw catalogueProblems.condition_not_published()
  const own: CodedCategory = { edition: row.edition, kind: row.kind, code: composeCode(row) }
  const about: CodedCategory = { ...own, ...category }
  const applies =
    conditionsFor([{ ...row, ordinal: 1 }], {
      ...parseCode(row.edition, about.code),
      edition: row.edition,
      kind: about.kind,
    }).length > 0
  if (!applies) throw catalogueProblems.condition_of_other_category(about)
  const { areaClass: held, value, unit }: AreaLimit = limitFor(row, areaClass ?? '*')
  return {
    ...about,
    name: row.name ?? '',
    versionId: row.versionId,
    conditionId,
    condition: row.condition,
    closing: row.closing,
    areaClass: held,
    limit: { value, unit },
  }
}

const findClause = (db: Db, districtId: string, conditionId: string, kind: Kind | null) =>
  db.find<ClauseRow>(sql`
    select ${conditionColumns}, v.edition, v.version_id as "versionId", v.status = 'draft' as draft,
           coalesce(l.name, n.name) as name
      from city.filing_condition c
      join city.standard_version v on v.district_id = c.district_id and v.version_id = c.version_id
      left join city.category n on n.edition = v.edition and n.kind = coalesce(${kind}, c.kind)
           and n.major = c.major and n.minor = c.minor
      left join city.category_local l on l.district_id = c.district_id and l.version_id = c.version_id
           and l.kind = coalesce(${kind}, c.kind) and l.major = c.major and l.minor = c.minor
     where c.district_id = ${districtId} and c.condition_id = ${conditionId}`)
