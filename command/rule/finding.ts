/** Something wrong with a rule set, or only worth a look (`notice`), with the place in the condition where it can be told. */
export type Finding = {
  readonly code: string
  readonly level: 'fault' | 'notice'
  readonly zh: string
  readonly en: string
  readonly ruleId?: string | undefined
  /** From 1, as an editor counts. */
  readonly line?: number | undefined
  readonly column?: number | undefined
}

type Words<P> = { zh: (detail: P) => string; en: (detail: P) => string; level?: 'notice' }

const define =
  <P>(code: string, { zh, en, level }: Words<P>) =>
  (detail: P): Finding => ({ code, level: level ?? 'fault', zh: zh(detail), en: en(detail) })

/** Everything that can be found, in both languages. */
export const findings = {
  too_long: define('too_long', {
    zh: (p: { most: number }) => `条件过长，最多 ${p.most} 字`,
    en: (p: { most: number }) => `The condition is too long; at most ${p.most} characters`,
  }),
  too_large: define('too_large', {
    zh: (p: { nodes: number; depth: number; list: number }) =>
      `条件过于复杂：最多 ${p.nodes} 个成分、${p.depth} 层括号、列表 ${p.list} 项；请拆成几条规则`,
    en: (p: { nodes: number; depth: number; list: number }) =>
      `The condition is too complex: at most ${p.nodes} parts, ${p.depth} levels, ${p.list} values in a list; make several rules of it`,
  }),
  not_allowed: define('not_allowed', {
    zh: (p: { what: string }) => `规则中不能使用 ${p.what}；可用比较、in、&&、||、!、startsWith、endsWith、contains`,
    en: (p: { what: string }) =>
      `${p.what} cannot be used in a rule; comparisons, in, &&, ||, !, startsWith, endsWith and contains can`,
  }),
  not_a_condition: define('not_a_condition', {
    zh: (p: { type: string }) => `这不是条件：结果是 ${p.type}，应为真或假`,
    en: (p: { type: string }) => `This is no condition: it gives ${p.type}, not true or false`,
  }),
  unknown_variable: define('unknown_variable', {
    zh: (p: { name: string }) => `没有变量 ${p.name}`,
    en: (p: { name: string }) => `There is no variable ${p.name}`,
  }),
  type_mismatch: define('type_mismatch', {
    zh: (p: { reason: string }) => `类型不符，文本要加引号，数字不加：${p.reason}`,
    en: (p: { reason: string }) => `Types differ; text is quoted, numbers are not: ${p.reason}`,
  }),
  not_readable: define('not_readable', {
    zh: (p: { reason: string }) => `条件写法有误：${p.reason}`,
    en: (p: { reason: string }) => `The condition cannot be read: ${p.reason}`,
  }),
  unknown_value: define('unknown_value', {
    zh: (p: { what: string; value: string }) => `${p.what}“${p.value}”不存在`,
    en: (p: { whatEn: string; value: string }) => `There is no ${p.whatEn} “${p.value}”`,
  } as Words<{ what: string; whatEn: string; value: string }>),
  unknown_unit: define('unknown_unit', {
    zh: (p: { unit: string }) => `单位“${p.unit}”不存在`,
    en: (p: { unit: string }) => `There is no unit “${p.unit}”`,
  }),
  lead_helps: define('lead_helps', {
    zh: (p: { unit: string }) => `单位“${p.unit}”是责任单位，不能同时协办`,
    en: (p: { unit: string }) => `Unit “${p.unit}” leads; it cannot help as well`,
  }),
  helper_twice: define('helper_twice', {
    zh: (p: { unit: string }) => `协办单位“${p.unit}”重复`,
    en: (p: { unit: string }) => `Helping unit “${p.unit}” is named twice`,
  }),
  unknown_person: define('unknown_person', {
    zh: (p: { unit: string }) => `指定人员不存在、已停用或不在单位“${p.unit}”`,
    en: (p: { unit: string }) => `The named person is unknown, inactive or not of unit “${p.unit}”`,
  }),
  same_id: define('same_id', {
    zh: (p: { id: string }) => `规则编号“${p.id}”重复`,
    en: (p: { id: string }) => `Rule id “${p.id}” is used twice`,
  }),
  wrong_period: define('wrong_period', {
    zh: () => '有效期的止期须在起期之后',
    en: () => 'The end of the period must be after its beginning',
  } as Words<object>),
  contradiction: define('contradiction', {
    zh: (p: { other: string }) => `与规则“${p.other}”条件相同而单位不同，互相矛盾`,
    en: (p: { other: string }) => `It contradicts rule “${p.other}”: same condition, another unit`,
  }),
  never_wins: define('never_wins', {
    zh: (p: { other: string; tried: number }) =>
      `永远轮不到：符合它的情形都先被规则“${p.other}”取走（试了 ${p.tried} 例）；请调整次序或删除`,
    en: (p: { other: string; tried: number }) =>
      `It is never reached: rule “${p.other}” takes all it matches (${p.tried} tried); move or remove it`,
  }),
  never_matches: define('never_matches', {
    zh: () => '没有找到任何符合此条件的情形，请核对',
    en: () => 'Nothing that matches this condition was found; check it',
    level: 'notice',
  } as Words<object>),
  no_owner: define('no_owner', {
    zh: (p: { category: string; street: string; count: number }) =>
      `无人负责：${p.category}，${p.street}${p.count > 1 ? ` 等 ${p.count} 种情形` : ''}`,
    en: (p: { category: string; street: string; count: number }) =>
      `Nobody answers for ${p.category} in ${p.street}${p.count > 1 ? ` and ${p.count - 1} more` : ''}`,
  }),
} as const

/** The finding with its line and column in the text. */
export function findingAt(text: string, offset: number, finding: Finding): Finding {
  const before = text.slice(0, offset).split('\n')
  return { ...finding, line: before.length, column: before.at(-1)!.length + 1 }
}
