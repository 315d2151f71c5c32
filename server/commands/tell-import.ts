import type { z } from 'zod'
import type { ImportReport as StandardReport } from '#city/catalogue/import-standard.ts'
import type { ImportReport } from '#city/place/contract.ts'
import type { Io } from './command.ts'

const most = 200

/** The report of cells or components, row by row; row 0 is the file as a whole. */
export function tellRows(io: Io, report: z.output<typeof ImportReport>): void {
  for (const { row, code, field, severity, zh, en } of report.findings.slice(0, most)) {
    const where = [row === 0 ? '文件 file' : `第 ${row} 行 row`, code, field].filter(Boolean).join(' ')
    io.line(`${severity === 'refused' ? '✗' : '!'} ${where}：${zh} · ${en}`)
  }
  const unsaid = report.findings.length - Math.min(most, report.findings.length) + report.findingsOmitted
  if (unsaid > 0) io.line(`……另有 ${unsaid} 条 · and ${unsaid} more`)
  if (report.suspicion) {
    const { suspected, medianOffsetMetres, sharePct } = report.suspicion
    io.line(
      `! 坐标系疑为 ${suspected}：偏移中位数 ${medianOffsetMetres} m，${sharePct}% 一致 · the frame may be ${suspected}`,
    )
  }
  io.line(`共 total ${report.total}，合格 accepted ${report.accepted}，拒绝 refused ${report.refused}`)
}

/** The report of a filing standard. */
export function tellStandard(io: Io, report: StandardReport, versionId: string | null): void {
  const notes = [
    ...report.refused.map((note) => ({ mark: '✗', note })),
    ...report.noticed.map((note) => ({ mark: '!', note })),
  ]
  for (const { mark, note } of notes.slice(0, most))
    io.line(`${mark} ${note.sheet} 第 ${note.row} 行 row ${note.field}：${note.zh} · ${note.en}`)
  if (notes.length > most) io.line(`……另有 ${notes.length - most} 条 · and ${notes.length - most} more`)
  for (const { written, unit, count } of report.bareReadings)
    io.line(`! “${written}”读作 ${unit}，共 ${count} 处 · read “${written}” as ${unit}, ${count} times`)
  io.line(
    `条件 conditions ${report.accepted}，拒绝 refused ${report.refused.length}，提示 noticed ${report.noticed.length}`,
  )
  if (versionId) io.line(`草稿 draft ${versionId}`)
}
