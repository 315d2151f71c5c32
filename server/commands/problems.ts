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
  district_exists: {
    status: 409,
    zh: (p: { districtId: string }) => `区 ${p.districtId} 已存在，未改动`,
    en: (p: { districtId: string }) => `The district ${p.districtId} exists already; nothing was changed`,
  },
  district_unfit: {
    status: 422,
    zh: () => '开区的参数有误，未改动任何内容',
    en: () => 'The district cannot be opened as written; nothing was changed',
  },
  district_id_unfit: {
    status: 422,
    zh: (p: { districtId: string }) => `区 id“${p.districtId}”须为 2–32 位小写字母、数字、连字符，不以连字符开头`,
    en: (p: { districtId: string }) =>
      `The district id “${p.districtId}” must have 2–32 lower-case letters, digits or hyphens and not begin with a hyphen`,
  },
  district_bounds_unfit: {
    status: 422,
    zh: (p: { bounds: string }) => `范围“${p.bounds}”须为“西,南,东,北”四个度数，西小于东、南小于北，并包含中心点`,
    en: (p: { bounds: string }) =>
      `The bounds “${p.bounds}” must be west,south,east,north in degrees, in that order, and hold the centre`,
  },
  time_zone_unknown: {
    status: 422,
    zh: (p: { timeZone: string }) => `没有时区“${p.timeZone}”，应为 Asia/Shanghai、Asia/Urumqi 等`,
    en: (p: { timeZone: string }) => `There is no time zone “${p.timeZone}”; it is one such as Asia/Shanghai`,
  },
  administrators_alike: {
    status: 422,
    zh: (p: { username: string }) => `三名管理员须为不同的账号，${p.username} 写了两次`,
    en: (p: { username: string }) => `The three administrators must be separate accounts; ${p.username} is named twice`,
  },
  command_report_unreadable: {
    status: 422,
    zh: (p: { file: string; why: string }) => `月报文件 ${p.file} 读不了（${p.why}）`,
    en: (p: { file: string; why: string }) => `The report file ${p.file} cannot be read (${p.why})`,
  },
})
