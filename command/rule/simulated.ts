import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { digestOf } from './digest.ts'
import type { Rule } from './rule.ts'

/** The latest simulation of exactly these rules that runs or is done. */
export const findLatestOf = async (db: Db, districtId: string, rules: readonly Rule[]): Promise<string | null> =>
  (
    await db.find<{ simulationId: string }>(sql`
      select simulation_id as "simulationId" from command.simulation
       where district_id = ${districtId} and subject = 'rules' and input_hash = ${digestOf({ subject: 'rules', rules })}
         and state in ('waiting', 'running', 'done')
       order by asked_at desc limit 1`)
  )?.simulationId ?? null

type Counted = { readonly ruleId: string; readonly held: number; readonly decided: number }

/** What a finished simulation of rules was about and counted; undefined when there is none of that id, or it did not finish. */
export const findRulesSimulation = (
  db: Db,
  districtId: string,
  simulationId: string,
): Promise<{ inputHash: string; counts: readonly Counted[] } | undefined> =>
  db.find(sql`
    select input_hash as "inputHash", report -> 'rules' as counts from command.simulation
     where district_id = ${districtId} and simulation_id = ${simulationId} and subject = 'rules' and state = 'done'`)
