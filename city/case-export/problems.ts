import { defineProblems } from '#kernel/problem.ts'

/** What may be wrong with an export of cases. */
export const exportProblems = defineProblems({
  export_too_long: {
    status: 409,
    zh: (p: { rows: number; most: number }) => `共 ${p.rows} 行，超过 ${p.most} 行的请用后台导出`,
    en: (p: { rows: number; most: number }) => `${p.rows} rows; more than ${p.most} are exported in the background`,
  },
  export_not_found: { status: 404, zh: () => '没有这次导出', en: () => 'There is no such export' },
  export_not_ready: { status: 409, zh: () => '导出还没有完成', en: () => 'The export is not ready yet' },
  export_expired: {
    status: 410,
    zh: () => '导出文件已过期清除（保留 24 小时），请重新导出',
    en: () => 'The file was kept for 24 hours and is gone; export it again',
  },
  export_grants_changed: {
    status: 409,
    zh: () => '您的岗位或单位在导出后变了，这个文件不再给您；请重新导出',
    en: () => 'Your posts or units have changed since; this file is no longer yours to have, export it again',
  },
  export_many: {
    status: 409,
    zh: (p: { most: number }) => `已有 ${p.most} 个导出在进行，请等其中一个完成`,
    en: (p: { most: number }) => `${p.most} exports are running already; wait until one is ready`,
  },
})
