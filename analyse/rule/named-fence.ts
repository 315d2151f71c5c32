import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Condition, type Fenced, partsOf } from './condition.ts'

type Named = { readonly fenceId: string; readonly revision: number; readonly name: string }

/** The fences of the register that a condition names, each with the outline the rule keeps of it. */
export const namedFences = (condition: Condition): { readonly named: Named; readonly area: Fenced }[] =>
  [...partsOf(condition)].flatMap((part) =>
    part.kind === 'fence' && part.named ? [{ named: part.named, area: part.area }] : [],
  )

/** Whether a fence has been what a rule says of it: nobody signs another outline under its name. */
export const isAsNamed = async (
  db: Db,
  districtId: string,
  { fenceId, revision, name }: Named,
  area: Fenced,
): Promise<boolean> =>
  (await db.find(sql`
    select 1 from "analyse".fence
     where district_id = ${districtId} and fence_id = ${fenceId} and revision = ${revision}
       and body ->> 'name' = ${name} and body -> 'area' = ${JSON.stringify(area)}::jsonb`)) !== undefined
