import { postNames } from '#city/organisation/policy.ts'
import { listPeople } from '#city/organisation/store.ts'
import { listDistricts } from '#city/place/store.ts'
import { type AccountRow, listAccounts } from '#kernel/auth/accounts.ts'
import type { Sessions } from '#kernel/auth/sessions.ts'
import { systemClock } from '#kernel/clock.ts'
import type { Db, Pool } from '#kernel/db/db.ts'
import { addUser, disableUser, resetPassword, unlockUser } from './accounts.ts'
import { type Command, type CommandContext, oneOf, readArgs, required, UsageError } from './command.ts'
import { choosePassword } from './password.ts'
import { sessionsOf, withDatabase } from './session.ts'

const acts = ['list', 'add', 'disable', 'reset-password', 'unlock'] as const

const options = {
  district: { type: 'string' },
  username: { type: 'string' },
  name: { type: 'string' },
  post: { type: 'string' },
  unit: { type: 'string' },
  password: { type: 'boolean' },
} as const

type Options = ReturnType<typeof readArgs<typeof options>>['values']

/** Who may sign in: accounts as an operator keeps them. */
export const userCommand: Command = {
  name: 'user',
  about: { zh: '管理登录账号', en: 'manage sign-in accounts' },
  help: `用法 usage：npm run yiwang -- user <命令 command>

  list [--district <区划 id>]                                   列出账号 · list accounts
  add --district <区划 id> --username <用户名> --name <姓名> --post <岗位> --unit <单位 id> [--password]
                                                               新增人员及账号 · a person with an account
  disable --username <用户名>                                   停用，会话随即结束 · bar it and end its sessions
  reset-password --username <用户名> [--password]                重设口令并解锁 · a new password, unlocked
  unlock --username <用户名>                                    解除登录锁定 · lift a lock-out

--password 从标准输入读取口令（终端上不回显）；不写则随机生成并只显示这一次。口令不能写在命令行上。
--password reads the password from standard input (hidden on a terminal); without it one is made and shown this once.

岗位 posts：${Object.entries(postNames)
    .map(([post, zh]) => `${post} ${zh}`)
    .join('，')}`,
  async run(args, context) {
    const { values, positionals } = readArgs(args, options)
    const act = oneOf(positionals[0], acts, '命令 command')
    if (positionals.length > 1) throw new UsageError('多余的参数', 'too many words')
    return withDatabase(context.config, async (session) => {
      const { pool } = session
      if (act === 'list') return list(pool, values.district ?? null, context)
      const sessions = sessionsOf(context.config, session)
      try {
        await change(act, pool, sessions, values, context)
        return 0
      } finally {
        await sessions.close()
      }
    })
  },
}

async function change(
  act: Exclude<(typeof acts)[number], 'list'>,
  pool: Pool,
  sessions: Sessions,
  values: Options,
  { io }: CommandContext,
): Promise<void> {
  const username = required(values.username, 'username')
  const now = systemClock.now()
  if (act === 'disable') {
    await disableUser(pool, username, now)
    return io.line(`已停用 ${username} · disabled`)
  }
  if (act === 'unlock') {
    await unlockUser(pool, username, now)
    return io.line(`已解锁 ${username} · unlocked`)
  }
  const person = act === 'add' ? personOf(values) : undefined
  const password = await choosePassword(values.password === true, process.stdin, process.stderr)
  if (person) await addUser(pool, sessions, { ...person, username, password: password.text }, now)
  else await resetPassword(pool, sessions, { username, password: password.text }, now)
  io.line(person ? `已新增 ${username} · added` : `已重设 ${username} 的口令 · password reset`)
  if (password.made) io.line(`口令 password: ${password.text}（只显示这一次 · shown this once）`)
}

const personOf = (values: Options) => ({
  districtId: required(values.district, 'district'),
  name: required(values.name, 'name'),
  post: required(values.post, 'post'),
  unitId: required(values.unit, 'unit'),
})

async function list(pool: Pool, districtId: string | null, { io }: CommandContext): Promise<number> {
  const accounts = await listAccounts(pool, districtId)
  const posts = await postsByPerson(pool, districtId)
  for (const account of accounts) {
    const held = posts.get(`${account.districtId}/${account.personId}`) ?? ''
    const words = [account.districtId.padEnd(16), account.username.padEnd(16), account.name, held]
    io.line([...words, stateOf(account)].filter(Boolean).join('  '))
  }
  io.line(`账号 accounts ${accounts.length}`)
  return 0
}

function stateOf({ disabledAt, lockedUntil }: AccountRow): string {
  if (disabledAt) return '已停用 disabled'
  return lockedUntil && lockedUntil > systemClock.now() ? '已锁定 locked' : ''
}

async function postsByPerson(db: Db, districtId: string | null): Promise<Map<string, string>> {
  const districts = districtId ? [districtId] : (await listDistricts(db)).map((district) => district.districtId)
  const posts = new Map<string, string>()
  for (const district of districts)
    for (const person of await listPeople(db, district))
      posts.set(
        `${district}/${person.personId}`,
        person.posts
          .map(({ post, unitName }) => `${postNames[post as keyof typeof postNames] ?? post}（${unitName}）`)
          .join('、'),
      )
  return posts
}
