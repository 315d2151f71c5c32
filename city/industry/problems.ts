import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong with industries. */
export const industryProblems = defineProblems({
  industry_unknown: {
    status: 404,
    zh: (p: { id: string }) => `没有行业应用“${p.id}”`,
    en: (p: { id: string }) => `There is no industry “${p.id}”`,
  },
  industry_off: {
    status: 409,
    zh: (p: { title: string }) => `本区尚未启用“${p.title}”，请由系统管理员在“行业应用”中启用`,
    en: (p: { title: string }) =>
      `“${p.title}” is not on in this district; the administrator turns it on under Industries`,
  },
  industry_already: {
    status: 409,
    zh: (p: { title: string; isOn: boolean }) => `“${p.title}”已经${p.isOn ? '启用' : '停用'}，请刷新`,
    en: (p: { title: string; isOn: boolean }) =>
      `“${p.title}” is ${p.isOn ? 'on' : 'off'} already; load the page again`,
  },
  industry_broken: {
    status: 500,
    zh: (p: { folder: string; fault: string }) => `行业应用目录 ${p.folder} 有误，无法启动：${p.fault}`,
    en: (p: { folder: string; fault: string }) =>
      `The industry in ${p.folder} is broken and cannot be served: ${p.fault}`,
  },
})
