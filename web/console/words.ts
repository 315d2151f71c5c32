import { defineWords } from '#web/kit/language.ts'

/** The words of the console's own frame; pages keep theirs beside them. */
export const words = defineWords({
  product: { zh: '一网', en: 'Yiwang' },
  productLong: { zh: '城市综合管理服务平台', en: 'City management service platform' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  menu: { zh: '菜单', en: 'Menu' },
  closeMenu: { zh: '关闭菜单', en: 'Close the menu' },
  navigation: { zh: '主导航', en: 'Main' },
  worklists: { zh: '工作列表', en: 'Work lists' },
  work: { zh: '业务', en: 'Work' },
  home: { zh: '值班总览', en: 'Overview' },
  register: { zh: '登记案件', en: 'Register' },
  scores: { zh: '考核评价', en: 'Scores' },
  components: { zh: '部件', en: 'Components' },
  cells: { zh: '网格', en: 'Cells' },
  imports: { zh: '数据导入', en: 'Imports' },
  help: { zh: '帮助', en: 'Help' },
  search: { zh: '查案件', en: 'Find cases' },
  searchHint: { zh: '案件编号、地点、描述', en: 'Number, place, words' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  language: { zh: 'English', en: '中文' },
  account: { zh: (name: string) => `${name}，账户菜单`, en: (name: string) => `${name}, account menu` },
  count: {
    zh: (total: number, late: number) => `${total} 件${late > 0 ? `，超时 ${late} 件` : ''}`,
    en: (total: number, late: number) => `${total}${late > 0 ? `, ${late} late` : ''}`,
  },
  live: { zh: '实时更新中', en: 'Live' },
  broken: {
    zh: '实时连接已断开，正在重连；列表可能不是最新',
    en: 'Live updates lost, reconnecting; lists may be stale',
  },
  lost: { zh: '没有这个页面', en: 'No such page' },
  lostHint: { zh: '地址可能写错了，或页面已移走。', en: 'The address may be wrong, or the page has moved.' },
  toHome: { zh: '回到值班总览', en: 'To the overview' },
  forbidden: { zh: '您的岗位不能使用这个页面', en: 'Your post does not open this page' },
  failed: { zh: '页面出错', en: 'The page failed' },
})
