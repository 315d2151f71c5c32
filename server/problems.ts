import { defineProblems } from '#kernel/problem.ts'

/** Why the server could not start, one sentence each. */
export const serverProblems = defineProblems({
  data_folder_not_writable: {
    status: 500,
    zh: (p: { folder: string }) => `数据目录 ${p.folder} 不可写，请检查权限或另设 DATA_DIR`,
    en: (p: { folder: string }) => `The data folder ${p.folder} is not writable; check its permissions or set DATA_DIR`,
  },
  data_folder_in_use: {
    status: 500,
    zh: (p: { folder: string; pid: number }) =>
      `数据目录 ${p.folder} 已有一网在运行（进程 ${p.pid}），请先停止它或另设 DATA_DIR`,
    en: (p: { folder: string; pid: number }) =>
      `Yiwang already runs on the data folder ${p.folder} (process ${p.pid}); stop it or set DATA_DIR`,
  },
  role_unknown: {
    status: 500,
    zh: (p: { unknown: string; known: string }) => `没有角色 ${p.unknown}；可用：${p.known}`,
    en: (p: { unknown: string; known: string }) => `There is no role ${p.unknown}; known: ${p.known}`,
  },
  http_port_in_use: {
    status: 500,
    zh: (p: { port: number }) => `端口 ${p.port} 已被占用，请另设 HTTP_PORT`,
    en: (p: { port: number }) => `Port ${p.port} is taken; set HTTP_PORT to another one`,
  },
  http_port_forbidden: {
    status: 500,
    zh: (p: { port: number }) => `没有权限使用端口 ${p.port}，请改用 1024 以上的端口`,
    en: (p: { port: number }) => `Port ${p.port} may not be used by this account; choose one above 1024`,
  },
  database_url_unreachable: {
    status: 500,
    zh: (p: { reason: string }) => `DATABASE_URL 连接失败：${p.reason}`,
    en: (p: { reason: string }) => `DATABASE_URL cannot be connected to: ${p.reason}`,
  },
  database_too_old: {
    status: 500,
    zh: (p: { found: string }) => `数据库是 PostgreSQL ${p.found}，需要 15 或更高`,
    en: (p: { found: string }) => `The database is PostgreSQL ${p.found}; 15 or later is needed`,
  },
  screens_not_built: {
    status: 500,
    zh: (p: { front: string }) => `页面 ${p.front} 构建失败，详情见上`,
    en: (p: { front: string }) => `The screens of ${p.front} could not be built; see above`,
  },
})
