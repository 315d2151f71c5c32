import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with people, their accounts and their posts. */
export const personProblems = defineProblems({
  person_not_found: { status: 404, zh: () => '没有这个人', en: () => 'There is no such person' },
  person_without_account: {
    status: 409,
    zh: (p: { name: string }) => `${p.name}没有登录账号`,
    en: (p: { name: string }) => `${p.name} has no account to sign in with`,
  },
  username_taken: {
    status: 409,
    zh: (p: { username: string }) => `用户名 ${p.username} 已有人用`,
    en: (p: { username: string }) => `The user name ${p.username} is taken`,
  },
  person_unit_unknown: {
    status: 422,
    zh: (p: { unitId: string }) => `没有单位 ${p.unitId}，或已撤销`,
    en: (p: { unitId: string }) => `There is no unit ${p.unitId}, or it is retired`,
  },
  own_account: {
    status: 403,
    zh: () => '不能停用、重设或解锁自己的账号，须由另一人办理',
    en: () => 'Nobody disables, resets or unlocks an account of his own; another person has to',
  },
  own_post: {
    status: 403,
    zh: () => '不能给自己授予或收回岗位，须由另一名安全管理员办理',
    en: () => 'Nobody gives a post to himself or takes one away; another security administrator has to',
  },
  administrators_apart: {
    status: 409,
    zh: (p: { held: string; given: string }) =>
      `三员分立：担任“${p.held}”的人不能再授予“${p.given}”，管理员岗位不与其他岗位兼任`,
    en: (p: { held: string; given: string }) =>
      `Administrators stand apart: whoever is “${p.held}” cannot be “${p.given}” as well; their posts go with no other`,
  },
  administrator_password: {
    status: 409,
    zh: () => '管理员的口令只能由本人修改，或在服务器上用命令行重设，以免一名管理员冒用另一名',
    en: () =>
      'An administrator changes his own password, or it is reset on the server’s command line, so that none can pass for another',
  },
  last_administrator: {
    status: 409,
    zh: (p: { post: string }) => `这是最后一名“${p.post}”，请先让另一人担任`,
    en: (p: { post: string }) => `This is the last “${p.post}”; let another person take the post first`,
  },
  post_held: {
    status: 409,
    zh: (p: { post: string }) => `已担任或将担任“${p.post}”，不必重复授予`,
    en: (p: { post: string }) => `The post “${p.post}” is held or planned already`,
  },
  post_not_held: { status: 409, zh: () => '并未担任这个岗位', en: () => 'The post is not held' },
  post_dates: {
    status: 422,
    zh: () => '起始日不能早于今天，到期日须在起始日之后',
    en: () => 'It cannot begin before today, and ends after it begins',
  },
  account_state: {
    status: 409,
    zh: (p: { disabled: boolean }) => (p.disabled ? '账号已经停用' : '账号并未停用'),
    en: (p: { disabled: boolean }) => (p.disabled ? 'The account is disabled already' : 'The account is not disabled'),
  },
  phone_unknown: { status: 404, zh: () => '没有登记手机号', en: () => 'No phone number is on record' },
})
