import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

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
