import type { z } from 'zod'
import type { Fault } from '../problem.ts'
import { kernelProblems } from '../problems.ts'

/** Checks one part of a request; every fault is named as `part.path`. Error: `bad_input` with its faults. */
export function parseInput<S extends z.ZodType>(
  schema: S | undefined,
  part: 'params' | 'query' | 'body',
  value: unknown,
): z.output<S> {
  if (!schema) return undefined as z.output<S>
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => asFault(part, issue))
  throw kernelProblems.bad_input({}, faults[0]?.field).with(faults)
}

function asFault(part: string, issue: z.core.$ZodIssue): Fault {
  const field = [part, ...issue.path.map(String)].join('.')
  return { field, code: issue.code, zh: reasonZh(issue), en: issue.message }
}

function reasonZh(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '必填' : `类型不对，应为 ${issue.expected}`
    case 'too_small':
      return issue.origin === 'string' ? `至少 ${issue.minimum} 个字` : `不得小于 ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string' ? `不超过 ${issue.maximum} 个字` : `不得大于 ${issue.maximum}`
    case 'invalid_format':
      return `格式不对（${issue.format}）`
    case 'unrecognized_keys':
      return `不认识的字段：${issue.keys.join('、')}`
    case 'invalid_value':
      return `只能取 ${issue.values.map(String).join('、')}`
    default:
      return '取值不对'
  }
}
