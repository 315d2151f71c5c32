import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose on the command line. */
export const commandProblems = defineProblems({
  command_file_unreadable: {
    status: 422,
    zh: (p: { path: string }) => `读不到文件 ${p.path}`,
    en: (p: { path: string }) => `The file ${p.path} cannot be read`,
  },
  command_file_exists: {
    status: 409,
    zh: (p: { path: string }) => `文件 ${p.path} 已存在，不覆盖；请另选文件名`,
    en: (p: { path: string }) => `The file ${p.path} exists and is not overwritten; choose another name`,
  },
  account_not_found: {
    status: 404,
    zh: (p: { username: string }) => `没有账号 ${p.username}`,
    en: (p: { username: string }) => `There is no account ${p.username}`,
  },
  account_taken: {
    status: 409,
    zh: (p: { username: string }) => `账号 ${p.username} 已存在`,
    en: (p: { username: string }) => `The account ${p.username} exists already`,
  },
  username_unfit: {
    status: 422,
    zh: (p: { username: string }) => `用户名“${p.username}”须为 2–64 位字母、数字、点、下划线`,
    en: (p: { username: string }) =>
      `The user name “${p.username}” must have 2–64 letters, digits, dots or underscores`,
  },
  password_too_short: {
    status: 422,
    zh: () => '口令须为 8–200 个字符',
    en: () => 'The password must have 8–200 characters',
  },
  post_unknown: {
    status: 422,
    zh: (p: { post: string; known: string }) => `没有岗位 ${p.post}，可用：${p.known}`,
    en: (p: { post: string; known: string }) => `There is no post ${p.post}; there are: ${p.known}`,
  },
  calendar_file_unreadable: {
    status: 422,
    zh: (p: { reason: string }) => `日历文件读不出：${p.reason}`,
    en: (p: { reason: string }) => `The calendar file cannot be read: ${p.reason}`,
  },
})
