import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong with notices, templates, SMS and destinations. */
export const notifyProblems = defineProblems({
  template_unknown: {
    status: 404,
    zh: (d: { template: string }) => `没有名为“${d.template}”的通知模板`,
    en: (d: { template: string }) => `There is no notice template called “${d.template}”`,
  },
  template_parameter_unknown: {
    status: 422,
    zh: (d: { parameter: string; known: string }) => `模板中的参数“{${d.parameter}}”不存在；可用：${d.known}`,
    en: (d: { parameter: string; known: string }) =>
      `The template has no parameter “{${d.parameter}}”; there are: ${d.known}`,
  },
  template_braces: {
    status: 422,
    zh: (d: { near: string }) => `大括号不成对，在“${d.near}”附近；参数写作 {number}`,
    en: (d: { near: string }) => `Braces do not match near “${d.near}”; a parameter is written {number}`,
  },
  template_sms_too_long: {
    status: 422,
    zh: (d: { length: number; limit: number }) => `短信模板 ${d.length} 字，最多 ${d.limit} 字`,
    en: (d: { length: number; limit: number }) => `The SMS template has ${d.length} characters; ${d.limit} at most`,
  },
  template_moved_on: {
    status: 409,
    zh: (d: { version: number }) => `模板已有新版本（第 ${d.version} 版），请刷新后再改`,
    en: (d: { version: number }) => `The template has moved on to version ${d.version}; reload before changing it`,
  },
})
