import { Button } from 'antd'
import { useLanguage, useWords } from '../language.ts'
import { type Finding, findingsCsv, type Outcome, returnedCsv } from './outcome.ts'
import { save } from './save.ts'
import { words } from './words.ts'

const SHOWN = 200

/** The counts of a run and every error by row, to read here or to take along. */
export function Findings({ outcome, fileName }: { outcome: Outcome; fileName: string }) {
  const w = useWords(words)
  const { total, accepted, refused, findings, omitted } = outcome
  const remarks = findings.filter(({ isRefusal }) => !isRefusal).length
  return (
    <section className="import-part" aria-labelledby="import-result">
      <h2 id="import-result">{w.step3}</h2>
      <div role="status">
        <dl className="import-counts">
          <Count title={w.total} n={total} />
          <Count title={w.accepted} n={accepted} tone="green" />
          <Count title={w.refused} n={refused} tone={refused > 0 ? 'red' : 'grey'} />
          <Count title={w.warnings} n={remarks} tone={remarks > 0 ? 'brown' : 'grey'} />
        </dl>
        {refused === 0 && !outcome.isCommitted && <p>{w.clean}</p>}
      </div>
      {findings.length > 0 && (
        <>
          <div className="import-findings-head">
            <h3 id="import-findings">{w.findings}</h3>
            <Downloads outcome={outcome} fileName={fileName} />
          </div>
          <FindingsTable findings={findings.slice(0, SHOWN)} />
          {findings.length > SHOWN && <p className="quiet">{w.shown(SHOWN)}</p>}
          {omitted > 0 && <p className="quiet">{w.omitted(omitted)}</p>}
        </>
      )}
    </section>
  )
}

const Count = ({ title, n, tone = 'grey' }: { title: string; n: number; tone?: string }) => (
  <div className={`tone-${tone}`}>
    <dt>{title}</dt>
    <dd>{n.toLocaleString('zh-CN')}</dd>
  </div>
)

function Downloads({ outcome: { findings, returned }, fileName }: { outcome: Outcome; fileName: string }) {
  const w = useWords(words)
  const stem = fileName.replace(/\.[^.]*$/, '')
  const saveList = () => {
    const heads = [w.sheet, w.row, w.code, w.field, w.kind, '错误原因', 'Reason']
    save(`${stem}.errors.csv`, findingsCsv(findings, heads, [w.error, w.remark]))
  }
  return (
    <span className="form-actions">
      {returned && (
        <Button type="primary" ghost onClick={() => save(`${stem}.retry.csv`, returnedCsv(returned, findings))}>
          {w.returned(returned.rows.length)}
        </Button>
      )}
      <Button onClick={saveList}>{w.download}</Button>
    </span>
  )
}

function FindingsTable({ findings }: { findings: readonly Finding[] }) {
  const w = useWords(words)
  const language = useLanguage()
  const hasSheets = findings.some(({ sheet }) => sheet !== '')
  return (
    // Scrolls on its own, so the keyboard must reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region without controls is reached by Tab.
    <section className="import-table" tabIndex={0} aria-labelledby="import-findings">
      <table>
        <thead>
          <tr>
            {hasSheets && <th scope="col">{w.sheet}</th>}
            <th scope="col">{hasSheets ? w.row : w.dataRow}</th>
            <th scope="col">{w.kind}</th>
            <th scope="col">{w.code}</th>
            <th scope="col">{w.field}</th>
            <th scope="col">{w.reason}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes; two findings may read the same.
            <tr key={index}>
              {hasSheets && <td>{finding.sheet}</td>}
              <td>{finding.row === 0 ? w.wholeFile : finding.row}</td>
              <td className={finding.isRefusal ? 'refusal' : 'remark'}>
                {finding.isRefusal ? `✕ ${w.error}` : `△ ${w.remark}`}
              </td>
              <td>{finding.code || '—'}</td>
              <td>{finding.field || '—'}</td>
              <td>{finding[language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
