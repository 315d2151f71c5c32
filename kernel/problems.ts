import { defineProblems } from './problem.ts'

/** Problems of the plumbing itself. */
export const kernelProblems = defineProblems({
  bad_input: {
    status: 400,
    zh: () => '提交的内容有误，未作任何改动',
    en: () => 'The input is not valid; nothing was changed',
  },
  not_found: { status: 404, zh: () => '不存在或无权查看', en: () => 'It does not exist or you may not see it' },
  route_not_found: { status: 404, zh: () => '没有这个地址', en: () => 'There is no such address' },
  not_signed_in: { status: 401, zh: () => '请先登录', en: () => 'Sign in first' },
  sign_in_refused: {
    status: 401,
    zh: () => '用户名或密码不对，或账号已锁定',
    en: () => 'Wrong user name or password, or the account is locked',
  },
  not_permitted: {
    status: 403,
    zh: (p: { permission: string }) => `您的岗位没有“${p.permission}”权限`,
    en: (p: { permission: string }) => `Your post does not carry the permission “${p.permission}”`,
  },
  password_due: {
    status: 403,
    zh: () => '请先修改初始口令，再办理其他事项',
    en: () => 'Change the password you were given before anything else',
  },
  password_wrong: {
    status: 422,
    zh: () => '现用口令不对，连错五次将锁定 15 分钟',
    en: () => 'The current password is wrong; five wrong ones lock the account for 15 minutes',
  },
  password_weak: {
    status: 422,
    zh: () => '口令须至少 8 位，含大写、小写、数字、符号中的三类（15 位以上不限），且不含用户名',
    en: () =>
      'At least 8 characters of three kinds (upper case, lower case, digits, other), or 15 of any, without the user name',
  },
  password_unchanged: {
    status: 422,
    zh: () => '新口令与现用口令相同',
    en: () => 'The new password is the current one',
  },
  secret_shown: {
    status: 409,
    zh: () => '此操作已完成，其中的口令或号码只显示一次；看不到时请重设',
    en: () => 'This was carried out already; its secret is shown once only — reset it if it was not seen',
  },
  origin_refused: {
    status: 403,
    zh: () => '请求来自别的站点，已拒绝',
    en: () => 'The request came from another site and was refused',
  },
  too_many_requests: {
    status: 429,
    zh: (p: { seconds: number }) => `请求过于频繁，请 ${p.seconds} 秒后再试`,
    en: (p: { seconds: number }) => `Too many requests; try again in ${p.seconds} s`,
  },
  idempotency_key_missing: {
    status: 400,
    zh: () => '写操作必须带 Idempotency-Key 请求头',
    en: () => 'A command needs an Idempotency-Key header',
  },
  idempotency_key_reused: {
    status: 422,
    zh: () => '同一个 Idempotency-Key 已用于另一份内容，未作任何改动',
    en: () => 'This Idempotency-Key was used with another body; nothing was changed',
  },
  body_too_large: {
    status: 413,
    zh: (p: { limitMb: number }) => `内容超过 ${p.limitMb} MB 上限`,
    en: (p: { limitMb: number }) => `The body exceeds the limit of ${p.limitMb} MB`,
  },
  unreadable_body: { status: 400, zh: () => '内容无法解析', en: () => 'The body cannot be parsed' },
  media_type_refused: { status: 415, zh: () => '不支持的内容类型', en: () => 'This content type is not accepted' },
  conflict: {
    status: 409,
    zh: () => '有人刚刚改动过，请刷新后再试',
    en: () => 'Somebody changed it a moment ago; reload and try again',
  },
  reference_missing: {
    status: 422,
    zh: (p: { constraint: string }) => `引用的记录不存在（${p.constraint}）`,
    en: (p: { constraint: string }) => `A record referred to does not exist (${p.constraint})`,
  },
  already_exists: {
    status: 409,
    zh: (p: { constraint: string }) => `记录已存在（${p.constraint}）`,
    en: (p: { constraint: string }) => `The record exists already (${p.constraint})`,
  },
  rule_broken: {
    status: 422,
    zh: (p: { constraint: string }) => `不符合数据约束（${p.constraint}）`,
    en: (p: { constraint: string }) => `It breaks a data rule (${p.constraint})`,
  },
  database_unavailable: {
    status: 503,
    zh: () => '数据库暂不可用，请稍后再试',
    en: () => 'The database is not available; try again shortly',
  },
  internal: {
    status: 500,
    zh: () => '系统内部错误，已记录，请把请求编号告诉管理员',
    en: () => 'An internal error was recorded; quote the request id',
  },
  config_invalid: {
    status: 500,
    zh: (p: { faults: string }) => `配置有误：${p.faults}`,
    en: (p: { faults: string }) => `The configuration is not valid: ${p.faults}`,
  },
  migration_changed: {
    status: 500,
    zh: (p: { name: string }) => `迁移 ${p.name} 执行后被修改过，拒绝启动`,
    en: (p: { name: string }) => `Migration ${p.name} was edited after it had run; refusing to start`,
  },
  database_newer: {
    status: 500,
    zh: (p: { name: string }) => `数据库比程序新（含未知迁移 ${p.name}），请升级程序`,
    en: (p: { name: string }) =>
      `The database is newer than this program (unknown migration ${p.name}); upgrade the program`,
  },
})
