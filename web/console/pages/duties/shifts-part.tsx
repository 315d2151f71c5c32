import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { cancelShift, listShifts, type ShiftItem } from '#city/duty/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatDay, formatTime, useNow } from '#web/kit/time.ts'
import { useAddress } from '../components/use-address.ts'
import { usePostName } from '../people/state-tag.tsx'
import { ShiftForm } from './shift-form.tsx'
import { useRefresh } from './use-refresh.ts'
import { daysLater, mondayOf, touches, weekdayOf } from './week.ts'
import { words } from './words.ts'

/** Who is on duty when, a week at a time. */
export function ShiftsPart() {
  const w = useWords(words)
  const me = useMe()
  const now = useNow()
  const [search, change] = useAddress()
  const [adding, setAdding] = useState<string>()
  const today = formatDay(now)
  const from = mondayOf(/^\d{4}-\d{2}-\d{2}$/.test(search.week ?? '') ? (search.week ?? today) : today)
  const { data, error, refetch } = useQuery(ask(listShifts, { query: { from } }))
  const days = Array.from({ length: 7 }, (_, at) => daysLater(from, at))
  const mayWrite = may(me, 'shift.write')
  return (
    <>
      <div className="week-head">
        <Button onClick={() => change({ week: daysLater(from, -7) })}>‹ {w.before}</Button>
        <Button onClick={() => change({ week: undefined })} disabled={from === mondayOf(today)}>
          {w.thisWeek}
        </Button>
        <Button onClick={() => change({ week: daysLater(from, 7) })}>{w.after} ›</Button>
        <strong>{w.weekOf(from, daysLater(from, 6))}</strong>
        {mayWrite && (
          <Button type="primary" onClick={() => setAdding([from, today].toSorted().at(-1))}>
            {w.addShift}
          </Button>
        )}
      </div>
      {error && !data && <Failure problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && data.items.length === 0 && <p className="quiet">{w.noShifts}</p>}
      {data && (
        <ol className="week">
          {days.map((day) => (
            <Day key={day} day={day} isToday={day === today} shifts={data.items.filter((each) => touches(each, day))} />
          ))}
        </ol>
      )}
      <Drawer
        open={adding !== undefined}
        onClose={() => setAdding(undefined)}
        size={420}
        title={w.addShift}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {adding && <ShiftForm day={adding} onDone={() => setAdding(undefined)} />}
      </Drawer>
    </>
  )
}

function Day({ day, isToday, shifts }: { day: string; isToday: boolean; shifts: readonly ShiftItem[] }) {
  const w = useWords(words)
  const weekday = `day${weekdayOf(day)}` as 'day0'
  return (
    <li className={isToday ? 'panel today' : 'panel'} aria-current={isToday ? 'date' : undefined}>
      <h2>
        {w[weekday]} <span className="quiet">{day.slice(5)}</span>
      </h2>
      <ul>
        {shifts.map((shift) => (
          <Shift key={shift.shiftId} shift={shift} />
        ))}
      </ul>
    </li>
  )
}

function Shift({ shift }: { shift: ShiftItem }) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const now = useNow()
  const postName = usePostName()
  const refresh = useRefresh()
  const command = useCommand(cancelShift)
  const { shiftId, name, posts, startsAt, endsAt } = shift
  const [begins, ends] = [Date.parse(startsAt), Date.parse(endsAt)]
  const times = `${formatTime(startsAt).slice(11)}–${formatTime(endsAt).slice(11)}`
  const cancel = () => command.mutate({ params: { shiftId } }, { onSuccess: refresh })
  return (
    <li className={ends < now ? 'shift quiet' : 'shift'}>
      <span>{times}</span>
      <strong>{name}</strong>
      <small>{posts.map(postName).join('、')}</small>
      {begins <= now && now < ends && <span className="tag tone-green">{w.now}</span>}
      {may(me, 'shift.write') && begins > now && (
        <Button size="small" aria-label={w.cancelShift(name, times)} loading={command.isPending} onClick={cancel}>
          ×
        </Button>
      )}
      {command.error && (
        <span className="field-fault" role="alert">
          {pick(command.error)}
        </span>
      )}
    </li>
  )
}
