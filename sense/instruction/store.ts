import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { InstructionAnswer } from '../gateway/instruction.ts'
import type { Values } from './kinds.ts'

export type State = 'queued' | 'sent' | 'done' | 'failed' | 'expired' | 'withdrawn'

export type InstructionRow = {
  instructionId: string
  kind: string
  parameters: Values
  reason: string
  askedAt: Date
  askedBy: string
  expiresAt: Date
  state: State
  tries: number
  sentAt: Date | null
  endedAt: Date | null
  result: { zh: string; en: string; data: Record<string, string | number | boolean> } | null
}

const columns = sql.raw(`
  i.instruction_id as "instructionId", i.kind, i.parameters, i.reason, i.asked_at as "askedAt", i.asked_by as "askedBy",
  i.expires_at as "expiresAt", i.state, i.tries, i.sent_at as "sentAt", i.ended_at as "endedAt", i.result`)

/** What a device was told, the latest first. */
export const listOfDevice = (db: Db, districtId: string, deviceId: string): Promise<InstructionRow[]> =>
  db.many<InstructionRow>(sql`
    select ${columns} from sense.instruction i
     where i.district_id = ${districtId} and i.device_id = ${deviceId}
     order by i.asked_at desc, i.instruction_id desc limit 50`)

export const countOpen = async (db: Db, districtId: string, deviceId: string): Promise<number> =>
  (
    await db.one<{ open: number }>(sql`
      select count(*)::int as open from sense.instruction
       where district_id = ${districtId} and device_id = ${deviceId} and state in ('queued', 'sent')`)
  ).open

type New = Pick<
  InstructionRow,
  'instructionId' | 'kind' | 'parameters' | 'reason' | 'askedAt' | 'askedBy' | 'expiresAt'
>

export async function insertInstruction(
  tx: Tx,
  districtId: string,
  one: New & { deviceId: string; askedById: string },
): Promise<void> {
  await tx.run(sql`
    insert into sense.instruction (district_id, instruction_id, device_id, kind, parameters, reason, asked_at, asked_by,
      asked_by_id, expires_at)
    values (${districtId}, ${one.instructionId}, ${one.deviceId}, ${one.kind}, ${JSON.stringify(one.parameters)}::jsonb,
      ${one.reason}, ${one.askedAt}, ${one.askedBy}, ${one.askedById}, ${one.expiresAt})`)
}

type Place = { deviceId: string; instructionId: string }

/** Takes an open instruction back. Gives the number taken back. */
export const withdraw = (
  tx: Tx,
  districtId: string,
  { deviceId, instructionId, now }: Place & { now: Date },
): Promise<number> =>
  tx.run(sql`
    update sense.instruction set state = 'withdrawn', ended_at = ${now}
     where district_id = ${districtId} and device_id = ${deviceId} and instruction_id = ${instructionId}
       and state in ('queued', 'sent')`)

/** An instruction that is to be told now. */
export type Due = {
  districtId: string
  instructionId: string
  kind: string
  parameters: Values
  protocol: string
  sender: string
  tries: number
}

// A roll-up over all districts: a gateway speaks for all of them.
export const listDue = (db: Db, { now, before }: { now: Date; before: Date }): Promise<Due[]> =>
  db.many<Due>(sql`
    select i.district_id as "districtId", i.instruction_id as "instructionId", i.kind, i.parameters, d.protocol, d.sender, i.tries
      from sense.instruction i
      join sense.device d on d.district_id = i.district_id and d.device_id = i.device_id
     where i.expires_at > ${now} and d.retired_at is null
       and (i.state = 'queued' or (i.state = 'sent' and i.sent_at < ${before}))
     order by i.asked_at, i.instruction_id limit 500`)

/** Takes an instruction for telling, once: of several gateways one gets it. */
export const claim = async (db: Db, { districtId, instructionId, tries, now }: Due & { now: Date }): Promise<boolean> =>
  (await db.run(sql`
    update sense.instruction set state = 'sent', sent_at = ${now}, tries = tries + 1
     where district_id = ${districtId} and instruction_id = ${instructionId} and tries = ${tries}
       and state in ('queued', 'sent')`)) === 1

/** Gives back what was taken and could not be told after all. */
export const giveBack = (db: Db, { districtId, instructionId, tries }: Due): Promise<number> =>
  db.run(sql`
    update sense.instruction set state = case when tries > 1 then 'sent' else 'queued' end, tries = tries - 1
     where district_id = ${districtId} and instruction_id = ${instructionId} and tries = ${tries + 1} and state = 'sent'`)

/** Notes what a device answered. What is over already stays as it is. */
export const noteAnswer = (
  db: Db,
  { id, isDone, zh = '', en = '', data = {} }: InstructionAnswer,
  now: Date,
): Promise<number> =>
  // A roll-up over all districts: an answer names the instruction alone.
  db.run(sql`
    update sense.instruction set state = ${isDone ? 'done' : 'failed'}, ended_at = ${now},
           result = ${JSON.stringify({ zh, en, data })}::jsonb
     where instruction_id = ${id} and state in ('queued', 'sent')`)

// A roll-up over all districts, as above.
export const expire = (db: Db, now: Date): Promise<number> =>
  db.run(sql`
    update sense.instruction set state = 'expired', ended_at = ${now}
     where state in ('queued', 'sent') and expires_at <= ${now}`)
