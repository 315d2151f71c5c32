/** What an act is called on screen. */
export type ActName = { readonly zh: string; readonly en: string }

/** Acts that are no route of the product: sessions, the command line, readings that are acts in themselves. */
export const otherActs: Readonly<Record<string, ActName>> = {
  'signed in': { zh: '登录', en: 'Signed in' },
  'signed out': { zh: '退出登录', en: 'Signed out' },
  'password changed': { zh: '修改自己的口令', en: 'Changed the own password' },
  'reporter revealed': { zh: '查看诉求人联系方式', en: 'Saw a reporter’s contact' },
  'wall token issued': { zh: '发放大屏令牌', en: 'Issued a wall token' },
  'cases exported': { zh: '导出案件列表', en: 'Exported a list of cases' },
  'audit exported': { zh: '导出审计', en: 'Exported the audit' },
  'user.add': { zh: '命令行：新增账号', en: 'Command line: account added' },
  'user.disable': { zh: '命令行：停用账号', en: 'Command line: account disabled' },
  'user.reset-password': { zh: '命令行：重设口令', en: 'Command line: password reset' },
  'user.unlock': { zh: '命令行：解除锁定', en: 'Command line: lock-out lifted' },
}

type Described = { readonly method: string; readonly path: string; readonly summary: ActName }

/** The names of all acts: those of the product's commands, and the others. */
export const actsOf = (contracts: readonly Described[]): ReadonlyMap<string, ActName> =>
  new Map([
    ...contracts
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path, summary }): [string, ActName] => [`${method} ${path}`, summary]),
    ...Object.entries(otherActs),
  ])
