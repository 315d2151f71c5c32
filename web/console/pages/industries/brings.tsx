import type { IndustryItem } from '#city/industry/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'
import { Labels } from './labels.tsx'
import { words } from './words.ts'

/** All an industry brings, slot by slot, and when it was turned on and off. */
export function Brings({ item }: { item: IndustryItem }) {
  const w = useWords(words)
  const pick = usePick()
  const mayLabel = may(useMe(), 'thing.label')
  return (
    <div className="detail">
      <Slot title={w.components}>
        {item.components.map(({ code, name, count }) => (
          <Line key={code} head={name} tail={w.count(count)} note={code}>
            {mayLabel && count > 0 && <Labels kind={code} name={name} count={count} />}
          </Line>
        ))}
      </Slot>
      <Slot title={w.devices}>
        {item.devices.map(({ code, title, count, metrics }) => (
          <Line
            key={code}
            head={pick(title)}
            tail={w.count(count)}
            note={metrics.map((metric) => pick(metric.title)).join('、')}
          />
        ))}
      </Slot>
      <Slot title={w.rules}>
        {item.rules.map(({ code, title, source, state }) => (
          <Line key={code} head={pick(title)} tail={w[`state_${state}`]} note={`${source.text} [${source.mark}]`} />
        ))}
      </Slot>
      <Slot title={w.requests}>
        {item.requests.map(({ code, title }) => (
          <Line key={code} head={pick(title)} tail={code} />
        ))}
      </Slot>
      <Slot title={w.jobs}>
        {item.jobs.map(({ code, title, checklist }) => (
          <Line key={code} head={pick(title)} note={checklist.map(pick).join('；')} />
        ))}
      </Slot>
      <Slot title={w.inspections}>
        {item.inspections.map(({ code, title, everyDays, checklist, source }) => (
          <Line
            key={code}
            head={pick(title)}
            tail={w.everyDays(everyDays)}
            note={`${checklist.map(pick).join('；')}（${source.text} [${source.mark}]）`}
          />
        ))}
      </Slot>
      <Slot title={w.history}>
        {item.turns.length === 0 && <li className="quiet">{w.never}</li>}
        {item.turns.map(({ isOn, reason, at, by }) => (
          <Line key={at} head={isOn ? w.turnOn : w.turnOff} tail={formatTime(at)} note={`${by}：${reason}`} />
        ))}
      </Slot>
    </div>
  )
}

function Slot({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul className="brings">{children}</ul>
    </section>
  )
}

type LineProps = { head: string; tail?: string; note?: string; children?: React.ReactNode }

function Line({ head, tail, note, children }: LineProps) {
  return (
    <li>
      <span>{head}</span>
      <span className="brings-tail">
        {children}
        {tail && <span className="quiet">{tail}</span>}
      </span>
      {note && <p className="quiet brings-note">{note}</p>}
    </li>
  )
}
