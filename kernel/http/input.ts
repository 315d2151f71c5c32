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
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => asFault(part, issue))
  throw kernelProblems.bad_input({}, faults[0]?.field).with(faults)
}

function asFault(part: string, issue: z.core.$ZodIssue): Fault {
  const field = [part, ...issue.path.map(String)].join('.')
  return { field, code: issue.code, zh: reasonZh(issue), en: reasonEn(issue) }
}

const kindZh: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '对象',
  record: '对象',
  date: '日期',
  null: '空值',
}

function reasonZh(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '必填' : `类型不对，应为${kindZh[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return issue.input === undefined ? '必填' : `只能取 ${issue.values.map(String).join('、')}`
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'not_multiple_of':
      return `须为 ${issue.divisor} 的整数倍`
    case 'invalid_format':
      return `格式不对（${issue.format}）`
    case 'unrecognized_keys':
      return `不认识的字段：${issue.keys.join('、')}`
    case 'custom':
      return isChinese(issue.message) ? issue.message : '取值不对'
    default:
      return '取值不对'
  }
}

// Checks of our own speak one language only, Chinese.
const reasonEn = (issue: z.core.$ZodIssue): string => (isChinese(issue.message) ? 'Invalid value' : issue.message)

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

const counted: Readonly<Record<string, string>> = { string: '个字', array: '项', set: '项', map: '项', file: '字节' }

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  const unit = counted[origin]
  if (unit) return `至少 ${minimum} ${unit}`
  return inclusive === false ? `须大于 ${minimum}` : `不得小于 ${minimum}`
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): string {
  const unit = counted[origin]
  if (unit) return `不超过 ${maximum} ${unit}`
  return inclusive === false ? `须小于 ${maximum}` : `不得大于 ${maximum}`
}
