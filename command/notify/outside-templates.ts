import { about } from './about.ts'

/** To whoever has no account, by SMS only: the reporters, and owners outside, who get the link of their letter behind the words. */
export const outsideTemplates = {
  'owner.told': about(
    'task',
    '告知区外权属单位（短信附答复链接）',
    'To an owner outside, with a link to answer',
    {
      zh: ['设施有问题 {number}', '{name}，{place}'],
      en: ['A fault on your {name} {number}', '{name}, {place}'],
      sms: '【一网】贵单位的{name}有问题，案件{number}，请点链接查看并答复：',
    },
    ['name'],
  ),
  'reporter.filed': about('result', '告知诉求人：已立案', 'To the reporter: filed', {
    zh: ['已立案 {number}', '{category}'],
    en: ['Filed {number}', '{category}'],
    sms: '【一网】您反映的问题已立案，编号{number}，感谢您的参与。',
  }),
  'reporter.refused': about('result', '告知诉求人：不予受理', 'To the reporter: refused', {
    zh: ['不予受理 {number}', '{said}'],
    en: ['Refused {number}', '{said}'],
    sms: '【一网】您反映的{number}未能受理，理由可凭查询码查看。',
  }),
  'reporter.closed': about('result', '告知诉求人：已结案', 'To the reporter: closed', {
    zh: ['已结案 {number}', '{said}'],
    en: ['Closed {number}', '{said}'],
    sms: '【一网】您反映的{number}已办结，欢迎凭查询码查看并评价。',
  }),
}
