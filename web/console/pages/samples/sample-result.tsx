import { Link } from '@tanstack/react-router'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { getSample } from '#supervise/sample/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { Interval } from './interval.tsx'
import { words } from './words.ts'

type Sample = ReplyOf<typeof getSample>

/** One week: what it says of all that was closed, stratum by stratum, and each case that was looked at. */
export function SampleResult({ sample }: { sample: Sample }) {
  const w = useWords(words)
  const { overall } = sample
  return (
    <>
      <section className="panel" aria-label={w.share}>
        <h2>
          {sample.from} · {w.share}
        </h2>
        <p className="sample-overall">
          <Interval estimate={overall} />
        </p>
        {overall.missing > 0 && <p className="quiet">{w.missing(overall.missing)}</p>}
        <p className="quiet">
          {w.method(w[sample.by], w[sample.allocation], sample.seedDay, sample.seedDigest.slice(0, 16))}
        </p>
      </section>
      <Strata sample={sample} />
      <Tasks sample={sample} />
    </>
  )
}

function Strata({ sample }: { sample: Sample }) {
  const w = useWords(words)
  return (
    <section className="panel samples-weeks">
      <table className="plain-table">
        <caption>{w.strata}</caption>
        <thead>
          <tr>
            <th scope="col">{w.stratum}</th>
            <th scope="col">{w.drawn}</th>
            <th scope="col">{w.solved}</th>
            <th scope="col">{w.notSolved}</th>
            <th scope="col">{w.cannotTell}</th>
            <th scope="col">{w.interval}</th>
          </tr>
        </thead>
        <tbody>
          {sample.strata.map((each) => (
            <tr key={each.stratum}>
              <th scope="row">{each.name}</th>
              <td>
                {each.size}／{each.population}
              </td>
              <td>{each.solved}</td>
              <td>{each.notSolved}</td>
              <td>{each.cannotTell}</td>
              <td>
                <Interval estimate={each.estimate} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Tasks({ sample }: { sample: Sample }) {
  const w = useWords(words)
  const names = { solved: w.solved, not_solved: w.notSolved, cannot_tell: w.cannotTell } as const
  const stratumOf = new Map(sample.strata.map(({ stratum, name }) => [stratum, name]))
  return (
    <section className="panel samples-weeks">
      <table className="plain-table">
        <caption>{w.tasks}</caption>
        <thead>
          <tr>
            <th scope="col">{w.case}</th>
            <th scope="col">{w.stratum}</th>
            <th scope="col">{w.who}</th>
            <th scope="col">{w.answer}</th>
            <th scope="col">{w.note}</th>
          </tr>
        </thead>
        <tbody>
          {sample.tasks.map((task) => (
            <tr key={task.line}>
              <th scope="row">
                <Link to="/cases/$id" params={{ id: task.caseId }}>
                  {task.number}
                </Link>
              </th>
              <td>{stratumOf.get(task.stratum)}</td>
              <td>{task.collectorName ?? w.nobody}</td>
              <td>
                {task.answer ? names[task.answer] : w.waiting}
                {task.verdict === 'away' && w.away}
              </td>
              <td>{task.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
