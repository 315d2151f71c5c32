import type { Report } from './report.ts'

const signs = { passed: '✓ 通过', failed: '✗ 不合', 'not seen': '– 未见' } as const

/** A report as lines of text, the evidence under what failed. */
export function linesOf({ protocol, sender, edition, frames, grade, isWhole, checks, unknown }: Report): string[] {
  const lines = [`${protocol} ${edition} ${sender} · ${frames} 帧 frames`]
  for (const one of checks) {
    const counts = one.seen > 0 ? ` ${one.failed}/${one.seen}` : ''
    lines.push(`${signs[one.outcome]}${counts}\t${one.zh} · ${one.en}\t${one.clause}`)
    for (const { zh, en, hex } of one.evidence) lines.push(`    ${zh} · ${en}\t${hex}`)
  }
  if (unknown.length > 0) lines.push(`未知 unknown：${unknown.map(({ name, count }) => `${name}×${count}`).join(' ')}`)
  const whole = isWhole ? '' : '（必查项未全见到 not everything that must be was seen）'
  lines.push(`grade ${grade ?? 'none'}${whole}`)
  return lines
}
