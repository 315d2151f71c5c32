import { point } from '#city/place/frame.ts'
import type { Tx } from '#kernel/db/db.ts'
import { Problem } from '#kernel/problem.ts'
import { register } from '#serve/intake/intake.ts'
import { listForeignIds } from '#serve/intake/store.ts'
import { analyzeWritten, ensureDistrict, plainWeek, type ReplayDistrict } from './district.ts'
import { collectFindings, type Findings, writeErrorFile } from './findings.ts'
import { checkStoredTexts, type StoredCheck } from './masked.ts'
import { replayProblems } from './problems.ts'
import { startProgress } from './progress.ts'
import { importer, type ReplayDeps, type ReplayResult } from './replay.ts'
import { openSource, readRecords, type SourceRow, withIdentifier } from './source.ts'

export const tipdmFile = 'messages-labelled.csv.gz'
export const tipdmDistrict = 'replay-tipdm'

const columns = ['n', 'msg_id', 'time', 'subject', 'detail', 'label', 'subject_score', 'detail_score'] as const
type Row = SourceRow<(typeof columns)[number]>

/** A message as it is registered; `text` is the source's own characters, subject and detail on lines of their own. */
export type Message = {
  readonly row: number
  readonly foreignId: string
  readonly text: string
  readonly foreign: Readonly<Record<string, string>>
}

// The place names were replaced by whoever collected the messages, so the district lies nowhere in particular.
const district: ReplayDistrict = {
  district: {
    districtId: tipdmDistrict,
    name: '网民留言回放',
    divisionCode: null,
    timeZone: 'Asia/Shanghai',
    centre: point(104, 35),
    bounds: { west: 73, south: 3, east: 136, north: 54 },
    catalogueEdition: '2026',
    settings: {},
  },
  calendar: plainWeek('Asia/Shanghai', { zh: '全年作息', en: 'All-year hours' }),
}

/** What a row is registered as, or undefined when there is nothing to register. */
export function messageOf({ row, values }: Row, findings: Findings): Message | undefined {
  const { n, subject, detail, label, time, msg_id, subject_score, detail_score } = values
  if (subject === '' && detail === '') {
    findings.refuse(row, 'subject', replayProblems.replay_text_missing())
    return undefined
  }
  if (subject === '') findings.notice(row, 'subject', replayProblems.replay_subject_missing())
  if (detail === '') findings.notice(row, 'detail', replayProblems.replay_detail_missing())
  const known = Object.entries({ label, time, msg_id, subject_score, detail_score }).filter(([, value]) => value !== '')
  const text = [subject, detail].filter((part) => part !== '').join('\n')
  return { row, foreignId: n, text, foreign: Object.fromEntries(known) }
}

/**
 * Registers real messages through the intake as hotline reports, fifty to a transaction, and proves that their text is
 * stored as it came. A message that is known by its row number is not registered again.
 */
export async function replayTipdm(deps: ReplayDeps): Promise<ReplayResult> {
  const { pool, screen, now } = deps
  const findings = collectFindings()
  const { total, rows } = readRecords(openSource(deps.folder, tipdmFile), columns, findings)
  const messages = withIdentifier(rows, 'n', findings).flatMap((row) => messageOf(row, findings) ?? [])
  await ensureDistrict(pool, district, [], now)
  const known = await listForeignIds(pool, tipdmDistrict, 'hotline')
  const run = await registerAll(deps, messages, known, findings)
  if (run.fresh > 0) await analyzeWritten(pool)
  const stored = await listForeignIds(pool, tipdmDistrict, 'hotline')
  const registered = messages.filter((message) => stored.has(message.foreignId)).length
  const check = await checkStoredTexts(pool, tipdmDistrict, 'hotline', messages)
  const path = writeErrorFile(deps.dataDir, 'tipdm', findings)
  for (const line of summary(messages, run, findings, check)) screen.line(line)
  screen.line(`错误文件 error file: ${path}`)
  screen.line(`registered ${registered} of ${total}, refused ${findings.refused}`)
  return { ok: registered + findings.refused === total && check.ok }
}

type Run = { readonly fresh: number; readonly before: number }

const batch = 50

async function registerAll(
  deps: ReplayDeps,
  messages: readonly Message[],
  known: ReadonlyMap<string, string>,
  findings: Findings,
): Promise<Run> {
  const progress = startProgress(deps.screen, '登记 registering', messages.length)
  const run = { fresh: 0, before: 0 }
  for (let at = 0; at < messages.length; at += batch) {
    const some = messages.slice(at, at + batch)
    const unknown = some.filter((message) => !known.has(message.foreignId))
    run.before += some.length - unknown.length
    run.fresh += await registerSome(deps, unknown, findings)
    progress.step(some.length)
  }
  progress.end()
  return run
}

/** Together in one transaction; when one of them is refused, each in its own, so that the others are not held up. */
async function registerSome(deps: ReplayDeps, messages: readonly Message[], findings: Findings): Promise<number> {
  if (messages.length === 0) return 0
  try {
    await deps.pool.transaction(async (tx) => {
      for (const message of messages) await registerOne(tx, deps, message)
    })
    return messages.length
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
  }
  let fresh = 0
  for (const message of messages) if (await registerAlone(deps, message, findings)) fresh++
  return fresh
}

async function registerAlone(deps: ReplayDeps, message: Message, findings: Findings): Promise<boolean> {
  try {
    await deps.pool.transaction((tx) => registerOne(tx, deps, message))
    return true
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    // Another run of the same replay was quicker with this message: it is registered, which is all that is wanted.
    if (error.detail.constraint === 'report_district_id_channel_foreign_id_key') return false
    findings.refuse(message.row, error.field ?? '', error, message.foreignId)
    return false
  }
}

const registerOne = (tx: Tx, { sealer, now }: ReplayDeps, message: Message): Promise<unknown> =>
  register(
    tx,
    sealer,
    { districtId: tipdmDistrict, doer: importer, now },
    {
      source: 'hotline',
      urgency: 'normal',
      description: message.text,
      place: { point: null, text: '' },
      files: [],
      foreignId: message.foreignId,
      foreign: message.foreign,
    },
  )

function summary(messages: readonly Message[], run: Run, findings: Findings, check: StoredCheck): string[] {
  const { fresh, before } = run
  const dated = messages.filter((message) => message.foreign.time !== undefined).length
  return [
    `新登记 new ${fresh}，此前已登记 known before ${before}`,
    `只有主题 subject only ${findings.count('replay_detail_missing')}，只有详情 detail only ${findings.count('replay_subject_missing')}`,
    `带原时间 with their own time ${dated}，点位未知 point unknown ${check.withoutPoint}`,
    `逐字核对 texts equal to the source ${check.equal} of ${check.compared}，不同 different ${check.different}，缺 missing ${check.missing}`,
    `“***”脱敏标记 masked runs of three or more: 源 source ${check.source.runs}，库 stored ${check.stored.runs}；星号 asterisks: ${check.source.asterisks} / ${check.stored.asterisks}`,
    `未脱敏 unmasked 11 位手机号 mobiles: ${check.source.mobiles} / ${check.stored.mobiles}；18 位证件号 identity numbers: ${check.source.identities} / ${check.stored.identities}`,
    check.ok
      ? '✓ 脱敏原样保留，没有多出任何号码 masks are kept byte for byte and no number was added'
      : '✗ 库中文字与源不一致，见上 the stored texts differ from the source, see above',
  ]
}
