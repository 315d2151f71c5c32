import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer } from 'antd'
import { useState } from 'react'
import type { PlanItem } from '#command/inspection/contract.ts'
import { claimRound, giveBackRound, inspectionsAt, myRounds, type Round } from '#command/inspection/round/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { DueTag } from '../inspections/due-tag.tsx'
import { InspectThing } from './inspect-thing.tsx'
import './rounds.css'
import { useHere } from './use-here.ts'
import { words } from './words.ts'

/** Inspecting on foot: what somebody has taken, what may be taken, and one thing opened point by point. */
export function RoundsPage() {
  const w = useWords(words)
  const client = useQueryClient()
  const [{ code }, change] = useAddress()
  const { data, error, refetch } = useQuery({ ...ask(myRounds, {}), refetchInterval: 60_000 })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  const done = () => {
    change({ code: undefined })
    void client.invalidateQueries({ queryKey: [routeKey(inspectionsAt)] })
    void refetch()
  }
  return (
    <section className="list-page rounds" aria-labelledby="rounds-title">
      <header className="list-head">
        <h1 id="rounds-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
      </header>
      {!data && <Loading rows={6} />}
      {data && (
        <>
          <h2>{w.mine}</h2>
          {data.rounds.length === 0 && <Nothing title={w.noneMine}>{w.noneMineHint}</Nothing>}
          {data.rounds.map((round) => (
            <OneRound
              key={round.roundId}
              round={round}
              onOpen={(one) => change({ code: one })}
              onChanged={() => void refetch()}
            />
          ))}
          <h2>{w.free}</h2>
          {data.plans.length === 0 && <Nothing title={w.noneFree}>{w.noneFreeHint}</Nothing>}
          {data.plans.map((plan) => (
            <FreePlan key={plan.planId} plan={plan} onTaken={() => void refetch()} />
          ))}
        </>
      )}
      <Drawer
        open={Boolean(code)}
        onClose={() => change({ code: undefined })}
        size={560}
        title={code}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {code && <InspectThing key={code} code={code} onDone={done} />}
      </Drawer>
    </section>
  )
}

type RoundProps = { round: Round; onOpen: (code: string) => void; onChanged: () => void }

function OneRound({ round, onOpen, onChanged }: RoundProps) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const command = useCommand(giveBackRound)
  const giveBack = () =>
    command.mutate(
      { params: { roundId: round.roundId }, body: {} },
      {
        onSuccess: ({ left }) => {
          void message.success(w.givenBack(left))
          onChanged()
        },
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  return (
    <article className="panel round" aria-label={round.planName}>
      <header>
        <h3>{round.planName}</h3>
        <span className="quiet">
          {w.progress(round.done, round.total)} · {w.until(formatTime(round.untilAt))}
        </span>
        <progress value={round.done} max={round.total} aria-label={w.progress(round.done, round.total)} />
      </header>
      {round.items.length === 0 && <p>{w.all}</p>}
      <ul>
        {round.items.map(({ code, name, address, state }) => (
          <li key={code}>
            <DueTag state={state} />
            <span className="round-thing">
              {name} <span className="list-code quiet">{code.slice(-6)}</span>
              <span className="quiet">{address}</span>
            </span>
            <Button type="primary" onClick={() => onOpen(code)} aria-label={w.inspectOf(name, code)}>
              {w.inspect}
            </Button>
          </li>
        ))}
      </ul>
      {round.items.length > 0 && (
        <Button onClick={giveBack} loading={command.isPending}>
          {w.giveBack}
        </Button>
      )}
    </article>
  )
}

const steps = [10, 20, 50] as const

function FreePlan({ plan, onTaken }: { plan: PlanItem; onTaken: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const command = useCommand(claimRound)
  const [count, setCount] = useState<number>()
  const locate = useHere()
  const take = async (n: number) => {
    setCount(n)
    const point = await locate()
    command.mutate(
      { body: { planId: plan.planId, count: n, ...(point ? { point } : {}) } },
      {
        onSuccess: (taken) => {
          void message.success(w.taken(taken.count))
          onTaken()
        },
        onError: (problem) => void message.error(pick(problem)),
        onSettled: () => setCount(undefined),
      },
    )
  }
  const { overdue, due } = plan.counts
  return (
    <article className="panel round" aria-label={plan.name}>
      <header>
        <h3>{plan.name}</h3>
        <span className="quiet">
          {[
            overdue > 0 && w.overdue(overdue),
            w.due(due),
            plan.claimed > 0 && w.claimed(plan.claimed),
            plan.windowFrom && plan.windowTo && w.hours(plan.windowFrom, plan.windowTo),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </header>
      <div className="round-take">
        {steps.map((n) => (
          <Button
            key={n}
            loading={count === n}
            disabled={count !== undefined && count !== n}
            onClick={() => void take(n)}
            aria-label={w.takeOf(plan.name, n)}
          >
            {w.take(n)}
          </Button>
        ))}
      </div>
    </article>
  )
}
