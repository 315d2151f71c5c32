import type { Rung } from '#city/case/watch.ts'
import type { Fault } from '#kernel/problem.ts'

/** What is wrong with a ladder, each with the field it is about; empty when it may be put in force. */
export function faultsOf(rungs: readonly Rung[]): Fault[] {
  const faults = rungs.flatMap((rung, at) => [
    ...idFaults(rungs, at),
    ...shareFaults(rungs, at),
    ...tellFaults(rung, at),
  ])
  if (!rungs.some(({ share }) => share === 1))
    faults.push(
      fault(
        'body.rungs',
        'deadline_missing',
        '阶梯须有一级正好在截止时间（100%）',
        'One rung must be the deadline itself (100 %)',
      ),
    )
  return faults
}

const fault = (field: string, code: string, zh: string, en: string): Fault => ({ field, code, zh, en })

function idFaults(rungs: readonly Rung[], at: number): Fault[] {
  const first = rungs.findIndex(({ id }) => id === rungs[at]?.id)
  if (first === at) return []
  return [fault(`body.rungs.${at}.id`, 'id_twice', `与第 ${first + 1} 级同名`, `The same name as rung ${first + 1}`)]
}

function shareFaults(rungs: readonly Rung[], at: number): Fault[] {
  const before = rungs[at - 1]
  if (!before || before.share < (rungs[at]?.share ?? 0)) return []
  return [
    fault(
      `body.rungs.${at}.share`,
      'not_rising',
      '占比须高于前一级',
      'The share must be higher than that of the rung before',
    ),
  ]
}

function tellFaults({ tell }: Rung, at: number): Fault[] {
  if (new Set(tell).size === tell.length) return []
  return [fault(`body.rungs.${at}.tell`, 'told_twice', '同一对象重复', 'Somebody is named twice')]
}
