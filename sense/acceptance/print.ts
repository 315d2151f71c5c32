import { readFileSync } from 'node:fs'
import type { Typesetter } from '#kernel/documents/typesetter.ts'
import type { Checked } from './check.ts'
import type { Report } from './report.ts'
import type { TrialName } from './trials.ts'

const template = readFileSync(new URL('report.typ', import.meta.url), 'utf8')
const outcomes = { passed: '通过', failed: '不合', 'not seen': '未见' } as const

/** What stands on the report beside what was seen: the device's name, its maker and model, and who made the report. */
export type Titles = {
  name: string
  maker: string
  model: string
  by: string
  at: Date
  /** What was done to the device; null where kept frames were looked at, left out where a file was. */
  trials?: readonly TrialName[] | null
}

// A line of hexadecimal has no place to break; a space in every eight bytes gives it some.
const broken = (hex: string): string => hex.replace(/(.{16})(?=.)/g, '$1 ')

/** The report on paper, for whoever decides whether to buy. */
export function acceptancePdf(typesetter: Typesetter, report: Report, titles: Titles): Buffer {
  const { protocol, edition, sender, frames, grade, isWhole, checks, unknown, from, to } = report
  const facts = [
    ['设备', titles.name],
    ['厂家与型号', [titles.maker, titles.model].filter(Boolean).join(' ')],
    ['协议', `${protocol} ${edition}`.trim()],
    ['标识', sender],
    ['时间', `${local(from)} 至 ${local(to)}`],
    ['方式', wayOf(titles.trials)],
    ['帧数', frames.toLocaleString('en')],
  ].filter(([, value]) => value !== '')
  const data = {
    title: '设备接入验收报告',
    made: `${local(titles.at)} ${titles.by}`.trim(),
    facts: facts.map(([name, value]) => ({ name, value })),
    grade: grade ?? '—',
    whole: isWhole ? '必查项已全部见到' : '必查项未全部见到',
    checks: checks.map(rowOf),
    unknown: unknown.map(({ name, count }) => `${name} × ${count}`).join('、'),
    evidence: checks.flatMap(({ zh, evidence }) =>
      evidence.map((one) => ({ name: zh, what: one.zh, at: one.at ? local(one.at) : '', hex: broken(one.hex) })),
    ),
  }
  return typesetter.pdf({ template, data, at: titles.at })
}

const trialWords = { resend: '不应答一次', ask: '查询', cut: '断线' } as const satisfies Record<TrialName, string>

function wayOf(trials: Titles['trials']): string {
  if (trials === undefined) return ''
  if (trials === null) return '查已收的帧'
  return trials.length === 0 ? '现场，只听' : `现场：${trials.map((name) => trialWords[name]).join('、')}`
}

const rowOf = ({ zh, clause, weight, outcome, seen, failed }: Checked) => ({
  name: weight === 'must' ? zh : `${zh}（建议）`,
  clause,
  outcome: outcomes[outcome],
  isBad: outcome === 'failed',
  counts: seen > 0 ? `${failed} / ${seen}` : '',
})

const local = (at: Date): string =>
  at.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false }).replaceAll('/', '-')
