import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { listScoreRuns } from '#supervise/score/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import '../components/list-page.css'
import { PartsNav } from './parts-nav.tsx'
import { RunFiles } from './run-files.tsx'
import { RunVerify } from './run-verify.tsx'
import './scores.css'
import { words } from './words.ts'

type Run = ReplyOf<typeof listScoreRuns>['items'][number]

/** Every run with what it was made by, its hash, and whether it was computed again since. */
export function RunsPage() {
  const w = useWords(words)
  const { data, error, refetch } = useQuery(ask(listScoreRuns, { query: {} }))
  return (
    <section className="list-page" aria-labelledby="scores-title">
      <PartsNav id="scores-title" />
      {error ? (
        <Failure problem={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={8} />
      ) : data.items.length === 0 ? (
        <Nothing title={w.noRuns}>{w.noRunsHint}</Nothing>
      ) : (
        <div className="score-box score-page-scroll">
          <Runs runs={data.items} />
        </div>
      )}
    </section>
  )
}

function Runs({ runs }: { runs: readonly Run[] }) {
  const w = useWords(words)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways has to be reachable by keyboard.
    <section className="score-scroll" aria-label={w.runs} tabIndex={0}>
      <table className="score-table">
        <thead>
          <tr>
            {[w.period, w.madeAt, w.rules, w.cutOff, w.hash, w.lastCheck, w.actions].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.runId} run={run} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function RunRow({ run }: { run: Run }) {
  const w = useWords(words)
  const me = useMe()
  const { runId, from, to, countedTo, madeAt, madeByName, ruleVersion, cutOffAt, cutOff, resultHash } = run
  return (
    <tr>
      <th scope="row">
        <Link to="/scores" search={{ from, to, run: runId }}>
          {from} – {to}
        </Link>
        {countedTo < to && <div className="quiet">{w.countedTo(countedTo)}</div>}
      </th>
      <td>
        {formatTime(madeAt)}
        <div className="quiet">{madeByName}</div>
      </td>
      <td>{w.ruleVersion(ruleVersion)}</td>
      <td>
        {formatTime(cutOffAt)}
        <div className="quiet">#{cutOff}</div>
      </td>
      <td>
        <code className="score-hash" title={resultHash}>
          {resultHash.slice(0, 16)}
        </code>
      </td>
      <td>
        <LastCheck run={run} />
      </td>
      <td>
        <span className="score-tools">
          {may(me, 'score.run') && <RunVerify runId={runId} />}
          {may(me, 'score.export') && <RunFiles runId={runId} />}
        </span>
      </td>
    </tr>
  )
}

function LastCheck({ run: { lastCheck } }: { run: Run }) {
  const w = useWords(words)
  if (!lastCheck) return <span className="quiet">{w.neverChecked}</span>
  return (
    <>
      <span className={`tag ${lastCheck.equal ? 'tone-green' : 'tone-red'}`}>
        {lastCheck.equal ? `✓ ${w.same}` : `✗ ${w.different}`}
      </span>
      <div className="quiet">
        {formatTime(lastCheck.checkedAt)} {lastCheck.checkedByName}
      </div>
    </>
  )
}
