import { Readable } from 'node:stream'
import type { Db } from '#kernel/db/db.ts'
import { audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { compileText } from './compile.ts'
import {
  checkScoreRules,
  downloadScoreRun,
  getScoreRules,
  getSheet,
  listScoreCases,
  listScoreRules,
  listScoreRuns,
  makeScoreRun,
  publishScoreRules,
  verifyScoreRun,
} from './contract.ts'
import { exportRun } from './export.ts'
import { readCases } from './read-cases.ts'
import { readSheet } from './read-sheet.ts'
import { defaultRulesText, getRules, listRuleVersions, publishRules } from './rule-store.ts'
import { makeRun } from './run.ts'
import { insertCheck, listRuns } from './run-store.ts'
import { recompute } from './verify.ts'

/** Scores: sheets, the cases behind each number, runs and what they were made by. */
export const scoreRoutes: readonly Route[] = [
  route(getSheet, ({ tx, actor, query, now }) => readSheet(tx, actor, query, now)),
  route(listScoreCases, ({ tx, actor, query, now }) => readCases(tx, actor, query, now)),
  route(listScoreRuns, async ({ tx, actor, query }) => ({ items: await listRuns(tx, actor.districtId, query.limit) })),
  route(makeScoreRun, ({ tx, actor, body, now }) =>
    makeRun(tx, actor.districtId, body, { id: actor.personId, name: actor.name }, now),
  ),
  route(verifyScoreRun, async ({ tx, actor, params, now }) => {
    const { equal, computedHash, cases, differences } = await recompute(tx, actor.districtId, params.runId)
    const checkedByName = actor.name
    const check = { checkId: newId(), runId: params.runId, equal, computedHash, cases, checkedByName, checkedAt: now }
    await insertCheck(tx, actor.districtId, check, actor.personId)
    return { ...check, differences }
  }),
  route(downloadScoreRun, async ({ tx, actor, params: { runId, file }, response, requestId, now }) => {
    const { type, bytes } = await exportRun(tx, actor.districtId, runId, file)
    await noteExport(tx, {
      districtId: actor.districtId,
      actorId: actor.accountId,
      target: `${runId}/${file}`,
      requestId,
      now,
    })
    response.header('content-disposition', `attachment; filename="${file}"`).type(type)
    const isWhole = typeof bytes === 'string' || bytes instanceof Uint8Array
    return response.send(isWhole ? Buffer.from(bytes) : Readable.from(bytes))
  }),
  route(listScoreRules, async ({ tx, actor }) => ({
    items: await listRuleVersions(tx, actor.districtId),
    defaultText: defaultRulesText,
  })),
  route(getScoreRules, async ({ tx, actor, params }) => {
    const { compiled, ...version } = await getRules(tx, actor.districtId, params.version)
    return { ...version, rules: compiled.rules }
  }),
  route(checkScoreRules, async ({ body }) => {
    const result = compileText(body.text)
    return { faults: 'faults' in result ? result.faults.map(({ path: _, ...fault }) => fault) : [] }
  }),
  route(publishScoreRules, async ({ tx, actor, body, now }) => ({
    version: await publishRules(tx, actor.districtId, { ...body, by: { id: actor.personId, name: actor.name } }, now),
  })),
]

type Taken = { districtId: string; actorId: string; target: string; requestId: string; now: Date }

/** Taking scores away is an act of its own, like every export. */
const noteExport = (db: Db, taken: Taken): Promise<number> => audit(db, { ...taken, act: 'export.score' })
