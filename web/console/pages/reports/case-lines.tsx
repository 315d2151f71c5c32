import { Link } from '@tanstack/react-router'
import { type CaseLine, type Figures, hoursText } from '#supervise/report/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { Count, FigureTable } from './figure.tsx'
import { words } from './words.ts'

/** The cases that are worst off, by name. */
export function CaseLines({ title, lines }: { title: string; lines: readonly CaseLine[] }) {
  const w = useWords(words)
  if (lines.length === 0) return null
  return (
    <FigureTable title={title} columns={[w.number, w.category, w.place, w.unit, w.reportedAt, w.hours]} isWordy>
      {lines.map((line) => (
        <tr key={line.caseId}>
          <th scope="row">
            <Link to="/cases/$id" params={{ id: line.caseId }}>
              {line.number}
            </Link>
          </th>
          <td>{line.categoryName ?? '—'}</td>
          <td>{line.placeText || '—'}</td>
          <td>{line.unitName ?? '—'}</td>
          <td>{formatTime(line.reportedAt)}</td>
          <td className="end">{hoursText(line.hours)}</td>
        </tr>
      ))}
    </FigureTable>
  )
}

export function Spots({ id, spots }: { id: string; spots: Figures['spots'] }) {
  const w = useWords(words)
  if (spots.length === 0) return null
  return (
    <FigureTable title={w.spots} columns={[w.spots, w.community, w.cases, w.mostly]} isWordy>
      {spots.map(({ key, name, cases, mostly }) => (
        <tr key={key}>
          <th scope="row">{key}</th>
          <td>{name}</td>
          <td className="end">
            <Count id={id} measure="reported" by="cell" of={key} value={cases} label={key} />
          </td>
          <td>{mostly}</td>
        </tr>
      ))}
    </FigureTable>
  )
}

export function Scores({ scores }: { scores: Figures['scores'] }) {
  const w = useWords(words)
  if (!scores) return null
  return (
    <FigureTable
      title={w.scores}
      unit={`${scores.period} · ${scores.rule}`}
      columns={[w.unit, w.kind, w.score, w.rank]}
    >
      {scores.lines.map(({ name, kind, score, rank }) => (
        <tr key={`${kind} ${name}`}>
          <th scope="row">{name}</th>
          <td>{kind}</td>
          <td>{score}</td>
          <td>{rank}</td>
        </tr>
      ))}
    </FigureTable>
  )
}
