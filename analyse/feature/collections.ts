import { caseScope } from '#city/case/scope.ts'
import { boxSql } from '#city/place/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { PropertyType, Queryables } from './filter-sql.ts'
import type { Span } from './span.ts'

type Property = { readonly sql: Sql; readonly type: PropertyType; readonly zh: string }

/** A set of features that are read from one table. */
export type Collection = Omit<Queryables, 'properties'> & {
  readonly id: string
  readonly permission: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly description: string
  readonly shape: 'Point' | 'Surface'
  readonly from: Sql
  /** Which of the rows there are, for whoever asks. */
  readonly rows: (actor: Actor, today: string) => Sql
  readonly key: Sql
  /** GeoJSON coordinates and type, as `shape` says. */
  readonly geometrySql: Sql
  readonly properties: Readonly<Record<string, Property>>
  readonly during: (span: Span) => Sql
}

const property = (text: string, type: PropertyType, zh: string): Property => ({ sql: sql.raw(text), type, zh })

const pointGeometry = (place: string): Sql =>
  sql.raw(`jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(${place}[0], ${place}[1]))`)

/** Whether a stretch of time has begun before the span ends and ends after it begins. */
const overlaps = (begins: Sql, ends: Sql, { from, to }: Span): Sql =>
  sql`(${to ?? null}::timestamptz is null or ${begins} <= ${to ?? null}::timestamptz)
    and (${from ?? null}::timestamptz is null or ${ends} >= ${from ?? null}::timestamptz)`

const cells: Collection = {
  id: 'cells',
  permission: 'place.read',
  title: { zh: '单元网格', en: 'Cells' },
  description: '今日有效的单元网格 · Cells valid today; a bbox is compared with the box about each cell',
  shape: 'Surface',
  from: sql.raw('city.cell c'),
  rows: ({ districtId }, today) =>
    sql`c.district_id = ${districtId} and c.valid_from <= ${today}::date and (c.valid_to is null or c.valid_to > ${today}::date)`,
  key: sql.raw('c.code'),
  geometrySql: sql.raw('c.boundary'),
  geometry: 'geometry',
  meets: (box) => sql`c.bounds && ${boxSql(box)}`,
  properties: {
    code: property('c.code', 'text', '网格编码'),
    name: property('c.name', 'text', '名称'),
    area_m2: property('c.area_m2', 'number', '面积（平方米）'),
    valid_from: property('c.valid_from', 'day', '启用日期'),
  },
  during: (span) => overlaps(sql`c.valid_from::timestamptz`, sql`coalesce(c.valid_to::timestamptz, 'infinity')`, span),
}

const components: Collection = {
  id: 'components',
  permission: 'component.read',
  title: { zh: '部件', en: 'Components' },
  description: '部件登记册，含已移除的 · The register of components, removed ones included',
  shape: 'Point',
  from: sql.raw('city.component c'),
  rows: ({ districtId }) => sql`c.district_id = ${districtId}`,
  key: sql.raw('c.code'),
  geometrySql: pointGeometry('c.place'),
  geometry: 'geometry',
  meets: (box) => sql`c.place <@ ${boxSql(box)}`,
  properties: {
    code: property('c.code', 'text', '部件标识码'),
    kind: property('c.kind', 'text', '大类小类代码'),
    name: property('c.name', 'text', '名称'),
    state: property('c.state', 'text', '状态'),
    cell_code: property('c.cell_code', 'text', '所在网格'),
    street_code: property('c.street_code', 'text', '所在街道'),
    community_code: property('c.community_code', 'text', '所在社区'),
    manager_name: property('c.manager_name', 'text', '主管部门'),
    owner_name: property('c.owner_name', 'text', '权属单位'),
    maintainer_name: property('c.maintainer_name', 'text', '养护单位'),
    address: property('c.address', 'text', '地址'),
    initial_date: property('c.initial_date', 'day', '初始日期'),
    changed_date: property('c.changed_date', 'day', '变更日期'),
  },
  during: (span) => {
    const day = sql`coalesce(c.changed_date, c.initial_date)::timestamptz`
    return overlaps(day, sql`${day} + interval '1 day' - interval '1 millisecond'`, span)
  },
}

/** About ten metres: enough for a map of the city, too coarse for a doorstep. */
const BLURRED = `point(round(c.place[0]::numeric, 4)::float8, round(c.place[1]::numeric, 4)::float8)`

const cases: Collection = {
  id: 'cases',
  permission: 'case.read',
  title: { zh: '公开案件', en: 'Public cases' },
  description:
    '本人可看的已立案案件中可公开的部分：不含描述、地址和当事人，位置精确到约十米 · Filed cases in one’s scope without description, address or persons, placed to about ten metres',
  shape: 'Point',
  from: sql.raw('city.case c'),
  rows: (actor) =>
    sql`${caseScope(actor, 'case.read')} and c.filed_at is not null and c.place is not null and c.stage <> all('{void,refused,merged}')`,
  key: sql.raw('c.number'),
  geometrySql: pointGeometry(`(${BLURRED})`),
  geometry: 'geometry',
  // What is blurred is also sought by its blurred place, so that no box can find it out.
  meets: (box) => sql`${sql.raw(BLURRED)} <@ ${boxSql(box)}`,
  properties: {
    number: property('c.number', 'text', '案件编号'),
    kind: property('c.kind', 'text', '部件或事件'),
    category: property('c.category', 'text', '类别代码'),
    category_name: property('c.category_name', 'text', '类别'),
    stage: property('c.stage', 'text', '阶段'),
    cell_code: property('c.cell_code', 'text', '所在网格'),
    community_code: property('c.community_code', 'text', '所在社区'),
    street_code: property('c.street_code', 'text', '所在街道'),
    reported_at: property('c.reported_at', 'instant', '上报时间'),
    closed_at: property('c.closed_at', 'instant', '结案时间'),
  },
  during: (span) => overlaps(sql`c.reported_at`, sql`c.reported_at`, span),
}

export const collections: readonly Collection[] = [cells, components, cases]
