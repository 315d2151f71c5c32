import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import { Malformed } from '../gateway/bytes/malformed.ts'
import type { Instruction, InstructionAnswer } from '../gateway/instruction.ts'
import { claim, type Due, expire, giveBack, listDue, noteAnswer } from './store.ts'

/** Who can tell devices something, by protocol. Gives false where the device does not listen there now. */
export type Tellers = ReadonlyMap<string, readonly ((sender: string, instruction: Instruction) => Promise<boolean>)[]>

export type DispatchDeps = { pool: Pool; clock: Clock; log: Log; tellers: Tellers }

const everyMs = 1_000

/** A device that does not answer is told again after so long, until the instruction expires. */
export const againMs = 30_000

/** Answers that devices gave and that are not written down yet. */
export type Answers = InstructionAnswer[]
const mostAnswers = 10_000

/** Takes an answer as it comes from a gateway. */
export function takeAnswer(answers: Answers, answer: InstructionAnswer): void {
  if (answers.length < mostAnswers) answers.push(answer)
}

/** Tells devices what they were to be told, and writes down what they answer, until it is stopped. */
export function startDispatch(deps: DispatchDeps, answers: Answers): Loop {
  return startLoop({
    everyMs,
    step: () => dispatch(deps, answers).then(() => false),
    onError: (error) => deps.log.error({ err: error }, 'devices could not be told'),
  })
}

/** One round: notes answers, lets go what has expired, tells those that listen here. Gives how many were told. */
export async function dispatch({ pool, clock, log, tellers }: DispatchDeps, answers: Answers): Promise<number> {
  const now = clock.now()
  for (const answer of answers.splice(0)) {
    if (isInstructionId(answer.id)) await noteAnswer(pool, answer, now)
  }
  await expire(pool, now)
  let told = 0
  for (const due of await listDue(pool, { now, before: new Date(now.getTime() - againMs) })) {
    const all = tellers.get(due.protocol) ?? []
    if (all.length > 0 && (await tell({ pool, log, now }, due, all))) told++
  }
  return told
}

const isInstructionId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

type Context = { pool: Pool; log: Log; now: Date }

// Taken before it is told: of two gateways only one may tell, and what was told and forgotten would be told twice.
async function tell(
  { pool, log, now }: Context,
  due: Due,
  all: NonNullable<ReturnType<Tellers['get']>>,
): Promise<boolean> {
  if (!(await claim(pool, { ...due, now }))) return false
  const instruction = { id: due.instructionId, kind: due.kind, values: due.parameters }
  try {
    for (const teller of all) if (await teller(due.sender, instruction)) return true
  } catch (fault) {
    if (!(fault instanceof Malformed)) throw fault
    log.warn({ err: fault }, 'an instruction cannot be said in its protocol')
    await noteAnswer(pool, { id: due.instructionId, isDone: false, zh: '无法编码', en: 'cannot be said' }, now)
    return false
  }
  await giveBack(pool, due)
  return false
}
