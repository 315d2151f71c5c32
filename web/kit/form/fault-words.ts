import type { z } from 'zod'

export type Words = { readonly zh: string; readonly en: string }

type Issue = z.core.$ZodIssue

/** A fault found before sending, in the words the server would use. */
export function faultWords(issue: Issue): Words {
  switch (issue.code) {
    case 'invalid_type':
      if (isEmpty(issue.input)) return missing
      if (issue.expected === 'int') return { zh: '应为整数', en: 'A whole number is needed' }
      return issue.expected === 'number'
        ? { zh: '应为数字', en: 'A number is needed' }
        : { zh: '类型不对', en: 'Wrong type' }
    case 'invalid_value':
      return isEmpty(issue.input) ? missing : { zh: '取值不对', en: 'Not a valid value' }
    case 'too_small':
      if (isEmpty(issue.input)) return missing
      if (issue.origin === 'array') return { zh: `至少 ${issue.minimum} 项`, en: `At least ${issue.minimum}` }
      if (issue.origin === 'string')
        return { zh: `至少 ${issue.minimum} 个字`, en: `At least ${issue.minimum} characters` }
      return { zh: `不得小于 ${issue.minimum}`, en: `Not less than ${issue.minimum}` }
    case 'too_big':
      if (issue.origin === 'array') return { zh: `最多 ${issue.maximum} 项`, en: `At most ${issue.maximum}` }
      if (issue.origin === 'string')
        return { zh: `不超过 ${issue.maximum} 个字`, en: `At most ${issue.maximum} characters` }
      return { zh: `不得大于 ${issue.maximum}`, en: `Not more than ${issue.maximum}` }
    case 'invalid_format':
      return isEmpty(issue.input) ? missing : { zh: '格式不对', en: 'Wrong format' }
    default:
      return { zh: '取值不对', en: 'Not a valid value' }
  }
}

const isEmpty = (input: unknown): boolean =>
  input === undefined || input === null || input === '' || (Array.isArray(input) && input.length === 0)

const missing: Words = { zh: '必填', en: 'Required' }
