import { currentCalendar } from '#city/calendar/store.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import { sourceOf } from '#city/case/engine.ts'
import type { CaseEvent, EventKind } from '#city/case/event.ts'
import { survivorOf } from '#city/case/family.ts'
import { computeClocks } from '#city/case/ledger/clock.ts'
import { explain } from '#city/case/ledger/explain.ts'
import { maskPersonal } from '#city/case/mask.ts'
import { type CaseState, foldCase } from '#city/case/state.ts'
import { listCaseFiles, readHistory } from '#city/case/store.ts'
import { isWithinUndo } from '#city/case/undo-window.ts'
import { findUnit } from '#city/organisation/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { intakeProblems } from './problems.ts'
import { findReportByCode } from './store.ts'
import { vetoView } from './veto.ts'

type Words = { zh: string; en: string }

/** What each step means to the one who reported it; steps that are the office's own business are not told. */
const told: Partial<Record<EventKind, (event: CaseEvent) => Words>> = {
  reported: () => ({ zh: '已收到您的诉求', en: 'We have received your report' }),
  confirm_asked: () => ({ zh: '已派工作人员到现场核实', en: 'Somebody is on the way to look at it' }),
  confirm_answered: (event) =>
    (event as CaseEvent<'confirm_answered'>).body.found
      ? { zh: '现场核实属实', en: 'Confirmed on the spot' }
      : { zh: '现场未发现所述问题', en: 'Nothing of the kind was found on the spot' },
  filed: () => ({ zh: '已立案，开始计算办理时限', en: 'Filed; the time limit is running' }),
  refused: (event) => {
    const { reason, basis } = (event as CaseEvent<'refused'>).body
    return {
      zh: `不予受理：${reason}${basis ? `（依据：${basis}）` : ''}`,
      en: `Refused: ${reason}${basis ? ` (${basis})` : ''}`,
    }
  },
  dispatched: (event) => {
    const { unitName } = (event as CaseEvent<'dispatched'>).body
    return { zh: `已交 ${unitName} 办理`, en: `Given to ${unitName}` }
  },
  returned: () => ({
    zh: '原单位认为不属其职责，正在改派',
    en: 'The unit says it is not its duty; another is being found',
  }),
  extension_approved: () => ({ zh: '办理时限经批准延长', en: 'The time limit was extended' }),
  suspension_approved: (event) => ({
    zh: `因客观原因暂缓办理，至 ${(event as CaseEvent<'suspension_approved'>).body.until}`,
    en: `Put off until ${(event as CaseEvent<'suspension_approved'>).body.until}`,
  }),
  recalled: () => ({ zh: '正在改派办理单位', en: 'Another unit is being found' }),
  resumed: () => ({ zh: '恢复办理', en: 'Taken up again' }),
  handled: () => ({ zh: '办理单位反馈已处置，等待核查', en: 'The unit says it is done; it will be verified' }),
  reworked: () => ({ zh: '核查未通过，退回重新处置', en: 'Verification failed; back to the unit' }),
  verify_answered: (event) =>
    (event as CaseEvent<'verify_answered'>).body.passed
      ? { zh: '现场核查通过', en: 'Verified on the spot' }
      : { zh: '现场核查未通过', en: 'Not found solved on the spot' },
  closed: () => ({ zh: '已结案', en: 'Closed' }),
  force_closed: () => ({ zh: '已终止办理，问题未确认解决', en: 'Ended without being confirmed as solved' }),
  vetoed: () => ({ zh: '您反映问题未解决，已记录', en: 'You said that it is not solved; it is recorded' }),
  veto_decided: (event) => {
    const { upheld, reason } = (event as CaseEvent<'veto_decided'>).body
    return upheld
      ? { zh: `经复核确未解决，重新办理：${reason}`, en: `Found not solved, handled again: ${reason}` }
      : { zh: `经复核维持结案：${reason}`, en: `The closing stands: ${reason}` }
  },
  reopened: () => ({ zh: '复查发现尚未解决，重新办理', en: 'Found not solved on a second look; handled again' }),
  clock_moved: (event) => ({
    zh: `办理时限重新计算：${(event as CaseEvent<'clock_moved'>).body.reason}`,
    en: 'The time limit was computed anew',
  }),
  voided: () => ({ zh: '已作废', en: 'Voided' }),
  unmerged: () => ({ zh: '不再合并，单独办理', en: 'No longer merged; handled by itself' }),
  merged: (event) => ({
    zh: `与 ${(event as CaseEvent<'merged'>).body.intoNumber} 为同一问题，合并办理`,
    en: `The same problem as ${(event as CaseEvent<'merged'>).body.intoNumber}; handled together`,
  }),
}

const outcomes: Record<string, Words> = {
  solved: { zh: '已解决（经独立核查）', en: 'Solved, verified independently' },
  not_ours: { zh: '已结案：不属本平台职责', en: 'Closed: not our duty' },
  no_basis: { zh: '已结案：无办理依据', en: 'Closed: no basis to act on' },
  deferred: { zh: '已结案：暂未解决', en: 'Closed: deferred, not solved' },
}

/** Honest state: only a verified closing is called solved. */
function stateWords(state: CaseState): Words & { code: string } {
  const code = state.stage
  if (state.stage === 'closed' && state.pendingVeto)
    return { code: 'verified', zh: '反映未解决，监督中心裁定中', en: 'Said to be not solved; supervision decides' }
  if (state.stage === 'closed') return { code, ...(outcomes[state.outcome ?? 'deferred'] ?? outcomes.deferred!) }
  if (state.stage === 'refused') return { code, zh: '不予受理', en: 'Refused' }
  if (state.stage === 'void') return { code, zh: '已作废', en: 'Voided' }
  if (state.stage === 'merged') return { code, zh: '已并案办理', en: 'Handled with another case' }
  if (state.stage === 'suspended') return { code, zh: '暂缓办理', en: 'Put off' }
  if (state.stage === 'failed')
    return state.vetoes > 0 && state.last.kind !== 'verify_answered'
      ? { code, zh: '您反映未解决，退回重新办理', en: 'Said to be not solved; handled again' }
      : { code, zh: '核查未通过，退回重新办理', en: 'Not found solved; handled again' }
  if (['handled', 'verifying', 'verified'].includes(state.stage))
    return { code, zh: '已处置，核查中', en: 'Handled, being verified' }
  if (['reported', 'confirming', 'confirmed'].includes(state.stage))
    return { code, zh: '受理中', en: 'Being looked at' }
  return { code, zh: '办理中', en: 'In hand' }
}

// What is another reporter's own business: their words, their rating, and how their report was joined to this case.
const othersOwn: ReadonlySet<EventKind> = new Set(['reported', 'rated', 'merged', 'unmerged'])

const somebodyElse: Words = {
  zh: '有诉求人反映问题未解决，已记录',
  en: 'Somebody who reported it said that it is not solved; it is recorded',
}

/** What the one who reported is told of: a refusal only once it can no longer be taken back, and never one that was. */
export const settledHistory = (history: readonly CaseEvent[], now: Date): CaseEvent[] =>
  history.filter(({ kind, at }, index) => {
    if (kind !== 'refused') return kind !== 'refusal_undone'
    const isUndone = history[index + 1]?.kind === 'refusal_undone'
    return !isUndone && !isWithinUndo(at, now)
  })

/** The steps of a case in words for the one who brought the report with this number. */
const toldSteps = (history: readonly CaseEvent[], caseNumber: string, own: string) =>
  history.flatMap((event) => {
    const isOthers = event.kind === 'vetoed' && (event.body.fromNumber ?? caseNumber) !== own
    const words = isOthers ? somebodyElse : told[event.kind]?.(event)
    return words ? [{ at: event.at, zh: maskPersonal(words.zh), en: maskPersonal(words.en) }] : []
  })

/** The history of the case that a merged one is handled under; undefined where it was not merged. */
async function handledUnder(db: Db, districtId: string, caseId: string, own: CaseState) {
  if (own.stage !== 'merged') return undefined
  const survivorId = await survivorOf(db, districtId, caseId)
  return { survivorId, history: await readHistory(db, districtId, survivorId) }
}

/**
 * What became of a report, for whoever holds its tracking code. A report that was merged tells how the case goes that it is
 * handled under, and nothing of who else reported it. Error: `report_not_found`.
 */
export async function progressOf(db: Db, districtId: string, code: string, now: Date) {
  const report = await findReportByCode(db, districtId, code)
  if (!report) throw intakeProblems.report_not_found()
  const ownHistory = settledHistory(await readHistory(db, districtId, report.caseId), now)
  const own = foldCase(ownHistory)
  const under = await handledUnder(db, districtId, report.caseId, own)
  const history = under ? settledHistory(under.history, now) : ownHistory
  const state = foldCase(history)
  const calendar = await currentCalendar(db, districtId)
  const unit = state.unitId ? await findUnit(db, districtId, state.unitId) : undefined
  const handle = computeClocks(ledgerOf(history), sourceOf(calendar), now).find((clock) => clock.name === 'handle')
  const others = (under ? history : []).filter((event) => !othersOwn.has(event.kind))
  return {
    number: own.number,
    handledAs: under ? state.number : null,
    description: maskPersonal(own.description),
    reportedAt: own.reportedAt,
    placeText: own.place.text,
    state: stateWords(state),
    steps: [...toldSteps(ownHistory, own.number, own.number), ...toldSteps(others, state.number, own.number)].sort(
      (a, b) => a.at.getTime() - b.at.getTime(),
    ),
    unitName: unit?.name ?? null,
    dueAt: handle?.state === 'running' ? (handle.dueBy ?? null) : null,
    deadline: handle ? { zh: explain(handle, 'zh'), en: explain(handle, 'en') } : { zh: [], en: [] },
    files: await listShownFiles(db, districtId, report.caseId, under?.survivorId),
    mayRate: isOver(state) && own.rating === null,
    rating: own.rating,
    veto: vetoView(state, now),
  }
}

const isOver = ({ stage }: CaseState): boolean => stage === 'closed' || stage === 'refused'

/** A merged report is rated once the case has ended that it is handled under. Error: `rating_too_early`. */
export async function mustBeOver(db: Db, districtId: string, caseId: string): Promise<void> {
  const own = foldCase(await readHistory(db, districtId, caseId))
  const under = await handledUnder(db, districtId, caseId, own)
  if (under && !isOver(foldCase(under.history))) throw intakeProblems.rating_too_early()
}

const ofOwnReport: ReadonlySet<string> = new Set(['report', 'before', 'after'])
const ofHandling: ReadonlySet<string> = new Set(['before', 'after'])

/** The pictures a reporter may see: their own, and those of the handling, also where another case was handled for them. */
export async function listShownFiles(db: Db, districtId: string, caseId: string, survivorId?: string) {
  const shown = (purposes: ReadonlySet<string>) => (file: { purpose: string }) => purposes.has(file.purpose)
  const own = (await listCaseFiles(db, districtId, caseId)).filter(shown(ofOwnReport))
  const under = survivorId ?? (await survivorOf(db, districtId, caseId))
  const others = under === caseId ? [] : (await listCaseFiles(db, districtId, under)).filter(shown(ofHandling))
  return [...own, ...others].map(({ fileId, purpose }) => ({ fileId, purpose }))
}
