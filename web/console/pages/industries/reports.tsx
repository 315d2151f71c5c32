import { printIndicators } from '#supervise/indicator/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { formatDay } from '#web/kit/time.ts'
import { words } from './words.ts'

const formats = ['pdf', 'xlsx', 'csv'] as const

/** The running month and the one before it. */
function months(): readonly string[] {
  const [year = 0, month = 1] = formatDay(Date.now()).split('-').map(Number)
  const before = month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
  return [`${year}-${String(month).padStart(2, '0')}`, before]
}

/** An industry's indicators of a month, to print or to calculate with. */
export function Reports({ industryId, name }: { industryId: string; name: string }) {
  const w = useWords(words)
  return (
    <p className="industry-reports">
      {months().map((period) => (
        <span key={period}>
          {w.report} {period}：
          {formats.map((format) => (
            <a
              key={format}
              href={addressOf(printIndicators, { params: { industryId }, query: { period, format } })}
              target={format === 'pdf' ? '_blank' : undefined}
              rel="noreferrer"
              aria-label={`${w.reportOf(name, period)} ${format}`}
              className="report-link"
            >
              {format === 'pdf' ? 'PDF' : format === 'xlsx' ? 'Excel' : 'CSV'}
            </a>
          ))}
        </span>
      ))}
    </p>
  )
}
