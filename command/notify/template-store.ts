import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { templates } from './standard-templates.ts'
import type { Words } from './template.ts'

/** The words of a template as a district uses them; version 0 is what comes with the product. */
export type Version = Words & {
  readonly template: string
  readonly version: number
  readonly enabled: boolean
  readonly changedBy: string | null
  readonly changedAt: Date | null
}

const columns = sql.raw(`
  t.template, t.version, t.title_zh as "titleZh", t.title_en as "titleEn", t.text_zh as "textZh", t.text_en as "textEn",
  t.sms, t.enabled, t.changed_by as "changedBy", t.changed_at as "changedAt"`)

const standard = (template: string): Version | undefined => {
  const known = Object.hasOwn(templates, template) ? templates[template] : undefined
  return known && { template, version: 0, enabled: true, changedBy: null, changedAt: null, ...known.words }
}

/** The version in force, or undefined where the product knows no such template. */
export async function findTemplate(db: Db, districtId: string, template: string): Promise<Version | undefined> {
  const own = await db.find<Version>(sql`
    select ${columns} from command.notice_template t
     where t.district_id = ${districtId} and t.template = ${template}
     order by t.version desc limit 1`)
  return own ?? standard(template)
}

/** Every template's version in force, in the product's order. */
export async function listTemplates(db: Db, districtId: string): Promise<Version[]> {
  const own = await db.many<Version>(sql`
    select distinct on (t.template) ${columns} from command.notice_template t
     where t.district_id = ${districtId} order by t.template, t.version desc`)
  const changed = new Map(own.map((version) => [version.template, version]))
  return Object.keys(templates).flatMap((template) => changed.get(template) ?? standard(template) ?? [])
}

/** The versions of one template, newest first, the product's own at the end. */
export async function listVersions(db: Db, districtId: string, template: string): Promise<Version[]> {
  const own = await db.many<Version>(sql`
    select ${columns} from command.notice_template t
     where t.district_id = ${districtId} and t.template = ${template} order by t.version desc`)
  return [...own, ...[standard(template)].flatMap((version) => version ?? [])]
}

/** Adds the next version; two who write the same one at once are told apart by the key. */
export const addVersion = (tx: Tx, districtId: string, version: Version): Promise<number> =>
  tx.run(sql`
    insert into command.notice_template (district_id, template, version, title_zh, title_en, text_zh, text_en, sms,
                                         enabled, changed_by, changed_at)
    values (${districtId}, ${version.template}, ${version.version}, ${version.titleZh}, ${version.titleEn},
            ${version.textZh}, ${version.textEn}, ${version.sms}, ${version.enabled}, ${version.changedBy},
            ${version.changedAt})
    on conflict do nothing`)
