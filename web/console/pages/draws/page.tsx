import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { listDraws, publicDraws } from '#supervise/sample/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatDay, useNow } from '#web/kit/time.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { Commitment } from './commitment.tsx'
import { DrawTable } from './draw-table.tsx'
import './draws.css'
import { words } from './words.ts'
import { Working } from './working.tsx'

const DAY_MS = 86_400_000
const shifted = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10)

/** Who was drawn on a day, by which seed, and how anybody can draw it again. */
export function DrawsPage() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const today = formatDay(useNow())
  const day = /^\d{4}-\d\d-\d\d$/.test(search.day ?? '') ? (search.day as string) : today
  const go = (to: string) => to && change({ day: to === today ? undefined : to, open: undefined })
  const { data, error, refetch } = useQuery(ask(listDraws, { params: { day } }))
  return (
    <section className="list-page draws" aria-labelledby="draws-title">
      <header className="list-head">
        <h1 id="draws-title">{w.title}</h1>
        <span className="list-acts">
          <Button aria-label={w.before} onClick={() => go(shifted(day, -1))}>
            ←
          </Button>
          <Input type="date" aria-label={w.day} value={day} max={today} onChange={({ target }) => go(target.value)} />
          <Button aria-label={w.after} disabled={day >= today} onClick={() => go(shifted(day, 1))}>
            →
          </Button>
        </span>
        <p className="quiet draws-about">{w.about}</p>
      </header>
      {error ? (
        error.code === 'no_draws_that_day' ? (
          <Nothing title={w.noSeed}>{w.noSeedHint}</Nothing>
        ) : (
          <Failure problem={error} onRetry={() => void refetch()} />
        )
      ) : data ? (
        <OneDay data={data} open={search.open} onOpen={(open) => change({ open })} />
      ) : (
        <Loading rows={8} />
      )}
    </section>
  )
}

type Props = { data: ReplyOf<typeof listDraws>; open: string | undefined; onOpen: (open: string | undefined) => void }

function OneDay({ data, open, onOpen }: Props) {
  const w = useWords(words)
  const { districtId } = useMe()
  const { day, seed } = data
  const published = useQuery({
    ...ask(publicDraws, { params: { district: districtId, day } }),
    enabled: seed !== null,
  })
  const draw = published.data?.draws.find(({ subject, seq }) => open === `${subject}.${seq}`)
  return (
    <>
      <Commitment day={data} published={published.data} />
      <DrawTable items={data.items} onOpen={seed === null ? undefined : onOpen} />
      <Drawer
        open={Boolean(draw)}
        onClose={() => onOpen(undefined)}
        size={560}
        title={w.working}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {draw && seed !== null && <Working seed={seed} draw={draw} />}
      </Drawer>
    </>
  )
}
