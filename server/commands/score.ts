import { resolve } from 'node:path'
import { getDistrict } from '#city/place/store.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { isId } from '#kernel/id.ts'
import { scoreProblems } from '#supervise/score/problems.ts'
import { rollAll } from '#supervise/score/roll.ts'
import { markAll } from '#supervise/score/roll-store.ts'
import { recompute } from '#supervise/score/verify.ts'
import { type Command, type CommandContext, oneOf, readArgs, required, UsageError } from './command.ts'
import { reproduce } from './printed-report.ts'
import { withDatabase } from './session.ts'

const acts = ['verify', 'check', 'count'] as const

/** Scores on the command line: computed again, checked against a printed report, counted anew. */
export const scoreCommand: Command = {
  name: 'score',
  about: { zh: '评分重算与核对', en: 'compute scores again' },
  help: `用法 usage：
  npm run yiwang -- score verify <评价编号 run id>       从案件历程重算一次评价，逐字节比对 · compute a run again from the events
  npm run yiwang -- score check <文件夹 folder>          用印发的公式重算一份月报的得分 · reproduce the scores of a printed report
  npm run yiwang -- score count --district <区划 id>     全部案件重新计数 · count every case of a district again

check 读取 departments.csv 之外的 score_*.csv，不需要数据库；公式是数据，见 server/commands/printed-report.json。
check reads score_*.csv and needs no database; its formula is data in server/commands/printed-report.json.`,
  async run(args, context) {
    const { values, positionals } = readArgs(args, { district: { type: 'string' } } as const)
    const [first, what, ...more] = positionals
    const act = oneOf(first, acts, '子命令 what to do')
    if (more.length > 0 || (act !== 'count' && !what)) throw new UsageError('参数个数不对', 'wrong number of arguments')
    if (act === 'check') return check(resolve(what as string), context)
    if (act === 'verify') return withDatabase(context.config, ({ pool }) => verify(pool, what as string, context))
    return withDatabase(context.config, ({ pool }) => count(pool, required(values.district, 'district'), context))
  },
}

function check(folder: string, { io }: CommandContext): number {
  const rows = reproduce(folder)
  io.line('单位 unit\t印发 printed\t重算 computed')
  for (const { unit, printed, computed, equal, why } of rows)
    io.line(`${unit}\t${printed}\t${computed}\t${equal ? '✓' : '✗'}${why ? `\t${why.zh} · ${why.en}` : ''}`)
  const same = rows.filter(({ equal }) => equal).length
  io.line(`reproduced ${same} of ${rows.length}`)
  return 0
}

/** Computes a run again and says whether it is what it was. Error: `score_run_not_found`. */
export async function verify(pool: Pool, runId: string, { io }: Pick<CommandContext, 'io'>): Promise<number> {
  // The run says which district it belongs to; there is nothing else to ask by.
  const found = isId(runId)
    ? await pool.find<{ districtId: string }>(sql`
        select district_id as "districtId" from supervise.score_run where run_id = ${runId}`)
    : undefined
  if (!found) throw scoreProblems.score_run_not_found()
  const { run, equal, computedHash, cases, differences } = await recompute(pool, found.districtId, runId)
  io.line(`期间 period     ${run.from} – ${run.to}（不含 excluded）`)
  io.line(`案件 cases      ${cases}`)
  io.line(`存档 stored     ${run.resultHash}`)
  io.line(`重算 computed   ${computedHash}`)
  for (const { kind, subject, stored, computed } of differences)
    io.line(`  ${kind} ${subject}  ${stored?.total ?? '—'} ≠ ${computed?.total ?? '—'}`)
  io.line(equal ? 'equal' : 'different')
  return equal ? 0 : 1
}

async function count(pool: Pool, districtId: string, { io }: CommandContext): Promise<number> {
  await getDistrict(pool, districtId)
  await pool.transaction((tx) => markAll(tx, districtId, new Date()))
  io.line(`已计数 counted ${await rollAll(pool, districtId, () => new Date())}`)
  return 0
}
