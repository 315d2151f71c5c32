import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '权属单位', en: 'Owners' },
  lead: {
    zh: '部件的权属单位中不属本区单位的；案件发生在其设施上时短信告知，对方凭链接答复',
    en: 'Owners that are no units of the district; texted of a case on their thing, they answer by a link',
  },
  add: { zh: '登记单位', en: 'Enter an owner' },
  name: { zh: '单位名称', en: 'Name' },
  nameHint: { zh: '与部件台账中的“权属单位名称”一致', en: 'As the register of components writes it' },
  note: { zh: '备注', en: 'Note' },
  none: { zh: '部件台账中没有区外权属单位', en: 'The register names no owner outside the district' },
  counts: {
    zh: (things: number, open: number) => `部件 ${things} 个，在办案件 ${open} 件`,
    en: (things: number, open: number) => `${things} things, ${open} open cases`,
  },
  noContact: { zh: '没有联系人，出了问题无人告知', en: 'Nobody to tell' },
  ended: { zh: '已停止告知', en: 'not told any more' },
  contacts: { zh: '联系人', en: 'Contacts' },
  addContact: { zh: '增加联系人', en: 'Add a contact' },
  person: { zh: '姓名', en: 'Name' },
  phone: { zh: '手机', en: 'Telephone' },
  phoneHint: {
    zh: '加密保存，页面只显示脱敏号码，查看记入审计',
    en: 'Sealed and shown masked; looking at it is on record',
  },
  reveal: { zh: '查看号码', en: 'Show' },
  revealReason: { zh: '查看原因', en: 'Why you look' },
  end: { zh: '停用', en: 'End' },
  stop: { zh: '停止告知', en: 'Stop telling' },
  resume: { zh: '恢复告知', en: 'Tell again' },
  save: { zh: '保存', en: 'Save' },
  enter: { zh: '登记此单位', en: 'Enter this owner' },
  saved: { zh: '已保存', en: 'Saved' },
  open: { zh: '查看', en: 'Open' },
  close: { zh: '关闭', en: 'Close' },
  added: {
    zh: (by: string, at: string) => `${by} ${at} 登记`,
    en: (by: string, at: string) => `added by ${by}, ${at}`,
  },
})
