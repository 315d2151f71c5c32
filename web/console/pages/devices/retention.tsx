import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { metricName } from '#sense/device/contract.ts'
import { getRetention, type RetentionClass } from '#sense/telemetry/contract.ts'
import { DetailBody } from '#web/kit/drawer/detail-body.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { RetentionForm } from './retention-form.tsx'
import { retentionWords } from './retention-words.ts'

/** How long values of devices are kept, by class, and a form to decide it. */
export function Retention() {
  const w = useWords(retentionWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{w.title}</Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={w.title}
        size={520}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        <Classes />
      </Drawer>
    </>
  )
}

function Classes() {
  const w = useWords(retentionWords)
  const [changing, setChanging] = useState<string>()
  const query = useQuery(ask(getRetention, {}))
  const done = () => {
    setChanging(undefined)
    void query.refetch()
  }
  return (
    <DetailBody query={query} rows={4}>
      {({ items }) => (
        <div className="detail">
          <p className="quiet">{w.lead}</p>
          {items.map((one) => (
            <section key={one.class} className="device-form">
              <Line one={one} onChange={() => setChanging(one.class)} />
              {changing === one.class && (
                <RetentionForm one={one} onDone={done} onLeave={() => setChanging(undefined)} />
              )}
            </section>
          ))}
        </div>
      )}
    </DetailBody>
  )
}

/** What a class is called; one of a district's own keeps its name. */
export function useClassName(): (name: string) => string {
  const w = useWords(retentionWords)
  return (name) => (name === 'usual' || name === 'state' || name === 'frame' || name === 'track' ? w[name] : name)
}

function Line({ one, onChange }: { one: RetentionClass; onChange: () => void }) {
  const w = useWords(retentionWords)
  const pick = usePick()
  const nameOf = useClassName()
  const hints: Readonly<Record<string, string>> = { usual: w.usualHint, frame: w.frameHint, track: w.trackHint }
  const isWhole = one.class === 'frame' || one.class === 'track'
  const terms = isWhole
    ? [w.days(one.rawDays)]
    : [
        `${w.raw} ${w.days(one.rawDays)}`,
        `${w.minutes} ${w.days(one.minuteDays)}`,
        `${w.hours} ${w.days(one.hourDays)}`,
      ]
  return (
    <>
      <div className="device-told-head">
        <h3>{nameOf(one.class)}</h3>
        {!one.isOwn && <span className="quiet">{w.isUsual}</span>}
        <Button size="small" aria-label={w.changeOf(nameOf(one.class))} onClick={onChange}>
          {w.change}
        </Button>
      </div>
      <div>{terms.join(' · ')}</div>
      <div className="quiet">{hints[one.class] ?? one.metrics.map((name) => pick(metricName(name))).join('、')}</div>
    </>
  )
}
