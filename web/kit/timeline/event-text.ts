import type { z } from 'zod'
import { type CaseEventItem, sources, type stepNames } from '#city/case/contract.ts'
import { declineReasons } from '#city/case/decline.ts'
import { formatLimit, type Limit } from '../limit.ts'
import { formatTime } from '../time.ts'

export type EventItem = z.output<typeof CaseEventItem>
type Kind = keyof typeof stepNames
type Language = 'zh' | 'en'

/** One event in plain words: what happened, then what was said about it, then the pictures that go with it. */
export type EventText = {
  readonly line: string
  readonly quotes: readonly string[]
  readonly photos: readonly { readonly fileId: string; readonly caption: string }[]
}

type Body = Readonly<Record<string, unknown>>
type Teller = (body: Body, say: Say, language: Language) => string

/** Chooses a language; both halves are written where the event is told. */
type Say = (zh: string, en: string) => string

const text = (body: Body, name: string): string => (typeof body[name] === 'string' ? (body[name] as string) : '')
const limitOf = (body: Body, language: Language): string =>
  body.limit ? formatLimit(body.limit as Limit, language) : ''

const tellers: Record<Kind, Teller> = {
  reported: (body, say) => {
    const source = sources[text(body, 'source') as keyof typeof sources]
    return say(`登记，来源：${source?.zh ?? text(body, 'source')}`, `Registered (${text(body, 'source')})`)
  },
  amended: (body, say) => say(`更正${amendedParts(body).zh}`, `Corrected ${amendedParts(body).en}`),
  confirm_asked: (body, say) =>
    say(`派 ${text(body, 'collectorName')} 到场核实`, `${text(body, 'collectorName')} sent to confirm`),
  confirm_answered: (body, say) => {
    const at = presenceText(body, say)
    return body.found === true
      ? say(`核实：问题属实${at}`, `Confirmed: it is there${at}`)
      : say(`核实：未发现问题${at}`, `Confirmed: nothing found${at}`)
  },
  filed: (body, say, language) => {
    const clause = (body.clause ?? {}) as Body
    return say(
      `立案：${text(clause, 'name')}，${text(clause, 'condition')}，时限 ${limitOf(clause, language)}`,
      `Filed as ${text(clause, 'name')}: ${text(clause, 'condition')}, limit ${limitOf(clause, language)}`,
    )
  },
  refused: (_, say) => say('不予受理', 'Refused'),
  dispatched: (body, say) => say(`派遣 ${text(body, 'unitName')}`, `Dispatched to ${text(body, 'unitName')}`),
  recalled: (_, say) => say('撤回派遣', 'Dispatch withdrawn'),
  accepted: (_, say) => say('单位签收', 'Accepted by the unit'),
  handled: (_, say) => say('反馈处置完成', 'Reported as handled'),
  co_handled: (body, say) =>
    say(`协办反馈：${text(body, 'unitName')}`, `Helping unit reported: ${text(body, 'unitName')}`),
  arbitrated: (body, say) =>
    body.inTheRight === 'unit'
      ? say('职责裁决：回退有理', 'Arbitrated: the return was right')
      : say('职责裁决：派遣无误', 'Arbitrated: the dispatch was right'),
  returned: (_, say) => say('单位回退，要求改派', 'Returned by the unit'),
  sent_back: (_, say) => say('退回受理', 'Sent back to the desk'),
  reworked: (_, say) => say('核查不通过，退回返工', 'Not passed, sent for rework'),
  endorsed: (body, say) =>
    say(`初审同意${requests[text(body, 'what')]?.zh ?? ''}`, `First consent to the ${text(body, 'what')}`),
  extension_asked: (body, say, language) =>
    say(`申请延期 ${limitOf(body, 'zh')}`, `Asked for an extension of ${limitOf(body, language)}`),
  extension_approved: (body, say, language) =>
    say(`批准延期 ${limitOf(body, 'zh')}`, `Extension of ${limitOf(body, language)} approved`),
  extension_refused: (_, say) => say('驳回延期申请', 'Extension refused'),
  suspension_asked: (body, say) =>
    say(`申请挂账至 ${text(body, 'until')}`, `Asked to suspend until ${text(body, 'until')}`),
  suspension_approved: (body, say) =>
    say(`批准挂账至 ${text(body, 'until')}`, `Suspended until ${text(body, 'until')}`),
  suspension_refused: (_, say) => say('驳回挂账申请', 'Suspension refused'),
  resumed: (body, say) =>
    body.automatic === true
      ? say('挂账到期，自动恢复处置', 'Suspension over, resumed by itself')
      : say('恢复处置', 'Resumed'),
  verify_asked: verifyAsked,
  declined: declinedTask,
  verify_answered: (body, say) => {
    const at = presenceText(body, say)
    return body.passed === true
      ? say(`核查：已处置到位${at}`, `Verified: solved${at}`)
      : say(`核查：未处置到位${at}`, `Verified: not solved${at}`)
  },
  closed: (body, say) => {
    const despite = body.despite === 'away' ? say('（核查人不在现场）', ' (answered from elsewhere)') : ''
    const outcome = outcomes(text(body, 'outcome'))
    return say(`结案：${outcome.zh}${despite}`, `Closed: ${outcome.en}${despite}`)
  },
  void_asked: (_, say) => say('申请作废', 'Voiding asked for'),
  void_refused: (_, say) => say('驳回作废申请', 'Voiding refused'),
  voided: (_, say) => say('作废', 'Voided'),
  force_closed: (_, say) => say('强制结案', 'Closed by force'),
  merged: (body, say) => say(`并入案件 ${text(body, 'intoNumber')}`, `Merged into ${text(body, 'intoNumber')}`),
  refusal_undone: (_, say) => say('撤销不予受理', 'Refusal undone'),
  unmerged: (_, say) => say('撤销并案', 'Merge undone'),
  split: (body, say) => {
    const numbers = ((body.into ?? []) as { number: string }[]).map(({ number }) => number).join('、')
    return say(`拆分出 ${numbers}`, `Split off ${numbers}`)
  },
  urged: (body, say) => say(urgings[text(body, 'type')] ?? '督办', 'Urged'),
  urge_answered: (_, say) => say('答复督办', 'Answered the urging'),
  appealed: (_, say) => say('就超时申诉', 'Appealed against lateness'),
  appeal_decided: (body, say) =>
    body.upheld === true ? say('申诉成立，考核免计', 'Appeal upheld') : say('申诉不成立', 'Appeal dismissed'),
  rated: (body, say) =>
    say(
      `诉求人评价 ${body.score} 分，${body.solved === true ? '认为已解决' : '认为未解决'}`,
      `Rated ${body.score} of 5, ${body.solved === true ? 'solved' : 'not solved'}`,
    ),
  vetoed: (_, say) => say('诉求人反映未解决', 'The citizen says it is not solved'),
  veto_decided: (body, say) =>
    body.upheld === true
      ? say('未解决异议成立，退回重办', 'Veto upheld, handled again')
      : say('未解决异议不成立', 'Veto dismissed'),
  reopened: (_, say) => say('监督撤销结案，重新办理', 'Supervision undid the closing'),
  clock_moved: (body, say) => {
    const from = movedTime(body, 'before')
    const to = movedTime(body, 'after')
    return say(`时限重算：${from} → ${to}`, `Deadline computed anew: ${from} → ${to}`)
  },
  noted: (_, say) => say('备注', 'Note'),
  attached: (_, say) => say('补充附件', 'Files added'),
}

/** Who was sent to verify, and by what right: drawn from so many, or named. Whoever must not know reads neither. */
function verifyAsked(body: Body, say: Say): string {
  const name = text(body, 'collectorName')
  const draw = body.draw as { candidates: number; rank: number } | undefined
  if (!name) return say('已抽取核查人（核查前不公开）', 'A verifier was drawn; who it is stays hidden until the answer')
  if (draw)
    return say(`从 ${draw.candidates} 人中抽取 ${name} 到场核查`, `${name} drawn from ${draw.candidates} to verify`)
  return body.named
    ? say(`指定 ${name} 到场核查（未抽取）`, `${name} named to verify, not drawn`)
    : say(`派 ${name} 到场核查`, `${name} sent to verify`)
}

/** Why a task came back; whoever must not know who it was does not read the reason. */
function declinedTask(body: Body, say: Say): string {
  const task = body.what === 'confirm' ? say('核实任务', 'the confirmation') : say('核查任务', 'the verification')
  const why = declineReasons[text(body, 'reason') as keyof typeof declineReasons]
  const reason = why ? say(`：${why.zh}`, `: ${why.en}`) : ''
  const then = body.replaced === true ? '' : say('，待另派', '; somebody else is to be sent')
  return say(`退回${task}${reason}${then}`, `Handed back ${task}${reason}${then}`)
}

function presenceText({ presence }: Body, say: Say): string {
  const judged = presence as { verdict: string; metres: number | null } | undefined
  if (judged?.verdict === 'there')
    return say(`（在现场，相距 ${judged.metres} 米）`, ` (on the spot, ${judged.metres} m)`)
  if (judged?.verdict === 'away')
    return say(`（不在现场，相距 ${judged.metres} 米）`, ` (from elsewhere, ${judged.metres} m off)`)
  if (judged?.verdict === 'unsure') return say('（到场存疑）', ' (presence unsure)')
  return judged ? say('（无定位）', ' (no position)') : ''
}

const requests: Readonly<Record<string, { zh: string }>> = {
  extension: { zh: '延期' },
  suspension: { zh: '挂账' },
  voiding: { zh: '作废' },
  appeal: { zh: '申诉' },
}

const movedTime = (body: Body, name: string): string => (text(body, name) ? formatTime(text(body, name)) : '—')

const urgings: Readonly<Record<string, string>> = { overdue: '超时督办', leader: '领导督办', important: '重点督办' }

const outcomes = (outcome: string) =>
  ({
    solved: { zh: '已解决', en: 'solved' },
    not_ours: { zh: '非本区职责', en: 'not ours' },
    no_basis: { zh: '无处置依据', en: 'no basis to act' },
    deferred: { zh: '暂缓解决', en: 'deferred' },
  })[outcome] ?? { zh: outcome, en: outcome }

function amendedParts(body: Body) {
  const names: Readonly<Record<string, [zh: string, en: string]>> = {
    description: ['问题描述', 'the description'],
    category: ['小类', 'the category'],
    place: ['位置', 'the place'],
    urgency: ['紧急程度', 'the urgency'],
  }
  const parts = Object.keys(body).flatMap((key) => (names[key] ? [names[key]] : []))
  return { zh: parts.map(([zh]) => zh).join('、'), en: parts.map(([, en]) => en).join(', ') }
}

/** Tells one event. An event of a kind this screen does not know keeps the name the server gave it. */
export function tellEvent(event: EventItem, language: Language): EventText {
  const say: Say = (zh, en) => (language === 'zh' ? zh : en)
  const { body } = event
  const teller = tellers[event.kind as Kind] as Teller | undefined
  const basis = text(body, 'basis')
  return {
    line: teller ? teller(body, say, language) : event.name,
    quotes: [
      event.kind === 'declined' ? '' : text(body, 'reason'),
      text((body.named ?? body.redraw ?? {}) as Body, 'reason'),
      basis && say(`依据：${basis}`, `Basis: ${basis}`),
      text(body, 'note'),
      text(body, 'text'),
      text(body, 'comment'),
    ].filter(Boolean),
    photos: photosOf(event, say),
  }
}

const listOf = (body: Body, name: string): string[] => (Array.isArray(body[name]) ? (body[name] as string[]) : [])

function photosOf({ body, at, name }: EventItem, say: Say): EventText['photos'] {
  const when = formatTime(at)
  const caption = (what: string) => `${what} ${when}`
  return [
    ...listOf(body, 'files').map((fileId) => ({ fileId, caption: caption(name) })),
    ...listOf(body, 'before').map((fileId) => ({ fileId, caption: caption(say('处置前', 'Before')) })),
    ...listOf(body, 'after').map((fileId) => ({ fileId, caption: caption(say('处置后', 'After')) })),
  ]
}
