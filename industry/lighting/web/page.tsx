import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { type Group, listGroups } from '../contract.ts'
import { type Asked, HandDialog } from './hand-dialog.tsx'
import './lamps.css'
import { SwitchingList } from './switching-list.tsx'
import { words } from './words.ts'

const clock = (at: string): string => formatTime(at).slice(11, 16)

/** Groups of lamps tonight: when they burn, whether they do, and hands that switch them. */
export function IndustryScreen() {
  const w = useWords(words)
  const mayOperate = may(useMe(), 'industry.operate')
  const [asked, setAsked] = useState<Asked>()
  const { data, error, refetch } = useQuery(ask(listGroups, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={5} />
  const changed = () => {
    setAsked(undefined)
    void refetch()
  }
  const all = { groupId: null, name: w.all }
  return (
    <section className="lamps" aria-labelledby="lamps-title">
      <header className="lamps-head">
        <h2 id="lamps-title">{w.title}</h2>
        <p className="quiet">{w.lead}</p>
        {mayOperate && data.items.length > 0 && (
          <span className="lamps-acts">
            <Button onClick={() => setAsked({ ...all, isOn: true })}>{w.allOn}</Button>
            <Button danger onClick={() => setAsked({ ...all, isOn: false })}>
              {w.allOff}
            </Button>
          </span>
        )}
      </header>
      <SwitchingList switchings={data.switchings} groups={data.items} mayOperate={mayOperate} onChanged={changed} />
      {data.items.length === 0 && <Nothing title={w.none} />}
      <div className="lamp-groups">
        {data.items.map((group) => (
          <GroupCard key={group.groupId} group={group} onAsk={mayOperate ? setAsked : undefined} />
        ))}
      </div>
      {asked && <HandDialog asked={asked} onClose={changed} />}
    </section>
  )
}

function GroupCard({ group, onAsk }: { group: Group; onAsk?: ((asked: Asked) => void) | undefined }) {
  const w = useWords(words)
  const { groupId, name, tonight, lamps, agree, differ, unknown } = group
  const counts = [
    { label: w.agree, count: agree, tone: 'tone-green' },
    { label: w.differ, count: differ, tone: 'tone-red' },
    { label: w.unknown, count: unknown, tone: 'tone-grey' },
  ]
  return (
    <article className="lamp-group">
      <h3>{name}</h3>
      <p>{w.onOff(clock(tonight.on), clock(tonight.off))}</p>
      <p className="quiet">
        {w.sun(clock(tonight.sunset), clock(tonight.sunrise))}
        {tonight.rest && `；${w.rest(clock(tonight.rest.from), clock(tonight.rest.to))}`}
      </p>
      <p className="lamp-counts">
        <span className="quiet">{`${w.lamps} ${lamps}`}</span>
        {counts
          .filter(({ count }) => count > 0)
          .map(({ label, count, tone }) => (
            <span key={label} className={`tag ${tone}`}>{`${label} ${count}`}</span>
          ))}
      </p>
      {onAsk && (
        <span className="lamps-acts">
          <Button size="small" aria-label={w.onOf(name)} onClick={() => onAsk({ groupId, name, isOn: true })}>
            {w.on}
          </Button>
          <Button size="small" aria-label={w.offOf(name)} onClick={() => onAsk({ groupId, name, isOn: false })}>
            {w.off}
          </Button>
        </span>
      )}
    </article>
  )
}
