import { RuleFile } from '#analyse/rule/rule.ts'
import { listRules } from '#analyse/rule/store.ts'
import { readNationalCategories } from '#city/catalogue/national.ts'
import type { IndustryItem } from '#city/industry/contract.ts'
import type { Industry } from '#city/industry/industry.ts'
import { listSwitches } from '#city/industry/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Loose } from '#kernel/http/route.ts'

/** Every industry of this program as a district has it: what it would bring, and what of that is there already. */
export async function itemsOf(
  db: Db,
  districtId: string,
  industries: readonly Industry[],
): Promise<Loose<IndustryItem>[]> {
  const [turns, rules, components, devices] = await Promise.all([
    listSwitches(db, districtId),
    listRules(db, districtId, new Date(0)),
    countComponents(db, districtId),
    countDevices(db, districtId),
  ])
  const stateOf = (code: string) => {
    const known = rules.find((one) => one.code === code)
    return known?.inForce ? 'in_force' : known?.draft ? 'draft' : known ? 'ended' : 'none'
  }
  return industries.map((one) => {
    const own = turns.filter(({ industryId }) => industryId === one.id)
    return {
      ...{ id: one.id, title: one.title, about: one.about, isOn: own[0]?.isOn ?? false },
      turns: own.map(({ isOn, reason, at, by }) => ({ isOn, reason, at, by })),
      components: one.components.map(({ code, edition }) => ({
        ...{ code, name: nameOf(edition, code), count: components.get(code) ?? 0 },
      })),
      devices: one.sense.devices.map(({ id, title, metrics }) => ({
        ...{
          code: id,
          title,
          count: devices.get(id) ?? 0,
          metrics: metrics.map((metric) => ({ name: metric.name, title: metric.title })),
        },
      })),
      rules: RuleFile.parse(one.analyse.rules).map(({ code, body: { title, severity, source } }) => ({
        ...{ code, title, severity, source, state: stateOf(code) as 'none' },
      })),
      requests: one.serve.requests.map(({ title, category }) => ({ title, code: category.code })),
      jobs: one.command.jobs.map(({ id, title, checklist }) => ({ code: id, title, checklist })),
      inspections: one.command.inspections.map(({ id, title, everyDays, source, checklist }) => ({
        ...{ code: id, title, everyDays, source, checklist },
      })),
      indicators: one.supervise.indicators.map(({ id, title, unit, target }) => ({
        ...{ code: id, title, unit, target: target.value },
      })),
    }
  })
}

let names: ReadonlyMap<string, string> | undefined

/** A kind of component by the national list. */
export function nameOf(edition: string, code: string): string {
  names ??= new Map(readNationalCategories().map((one) => [`${one.edition} ${one.kind} ${one.code}`, one.name]))
  return names.get(`${edition} component ${code}`) ?? code
}

const countComponents = async (db: Db, districtId: string): Promise<ReadonlyMap<string, number>> =>
  new Map(
    (
      await db.many<{ kind: string; count: number }>(sql`
        select kind, count(*)::int as count from city.component where district_id = ${districtId} group by kind`)
    ).map(({ kind, count }) => [kind, count]),
  )

const countDevices = async (db: Db, districtId: string): Promise<ReadonlyMap<string, number>> =>
  new Map(
    (
      await db.many<{ kind: string; count: number }>(sql`
        select kind, count(*)::int as count from sense.device
         where district_id = ${districtId} and retired_at is null group by kind`)
    ).map(({ kind, count }) => [kind, count]),
  )
