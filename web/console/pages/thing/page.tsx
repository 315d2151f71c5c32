import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { getComponent } from '#city/component/contract.ts'
import { entryKinds, getRecord } from '#command/record/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { printLabels } from '#serve/thing/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { AttributeSection } from '../components/attribute-section.tsx'
import { ComponentFacts } from '../components/component-facts.tsx'
import '../components/list-page.css'
import { StateTag } from '../components/state-tag.tsx'
import '../inspections/inspections.css'
import { EntryLine } from './entry-line.tsx'
import './thing.css'
import { words } from './words.ts'

/** The record of one thing: what it is, whose, and all that happened to it on one line of time. */
export function ThingPage() {
  const w = useWords(words)
  const { code } = useParams({ from: '/inside/things/$code' })
  const thing = useQuery(ask(getComponent, { params: { code } }))
  const record = useQuery(ask(getRecord, { params: { code } }))
  const failed = thing.error ?? record.error
  if (failed) return <Failure problem={failed} onRetry={() => void record.refetch()} isPage />
  if (!thing.data || !record.data) return <Loading rows={10} />
  const { component, located, form } = thing.data
  return (
    <section className="list-page thing-page" aria-labelledby="thing-title">
      <header className="list-head">
        <h1 id="thing-title">{component.name}</h1>
        <span className="list-code">{component.code}</span>
        <StateTag state={component.state} />
        <Acts code={component.code} />
      </header>
      <Standing record={record.data} />
      <div className="thing-columns">
        <section className="panel thing-part" aria-labelledby="thing-facts">
          <h2 id="thing-facts">{w.facts}</h2>
          <ComponentFacts component={component} located={located} />
          <AttributeSection component={component} form={form} />
          <Devices devices={record.data.devices} />
        </section>
        <Timeline entries={record.data.entries} />
      </div>
    </section>
  )
}

type Record = ReplyOf<typeof getRecord>

function Standing({ record: { open, ownerUnit } }: { record: Record }) {
  const w = useWords(words)
  return (
    <p className="quiet">
      {w.open(open.cases, open.orders, open.alarms)} · {ownerUnit ? w.owned(ownerUnit.name) : w.unowned}
    </p>
  )
}

function Acts({ code }: { code: string }) {
  const w = useWords(words)
  const me = useMe()
  return (
    <span className="list-acts">
      {may(me, 'inspection.do') && (
        <Link to="/rounds" search={{ code }} className="thing-act">
          {w.inspect}
        </Link>
      )}
      {may(me, 'order.write') && (
        <Link to="/work-orders" search={{ open: 'new', code }} className="thing-act">
          {w.order}
        </Link>
      )}
      {may(me, 'thing.label') && (
        <Button href={addressOf(printLabels, { query: { code } })} target="_blank">
          {w.label}
        </Button>
      )}
    </span>
  )
}

function Devices({ devices }: Pick<Record, 'devices'>) {
  const w = useWords(words)
  if (devices.length === 0) return null
  return (
    <>
      <h3>{w.devices}</h3>
      <ul className="thing-devices">
        {devices.map(({ deviceId, name, heardAt }) => (
          <li key={deviceId}>
            <Link to="/devices" search={{ open: deviceId }}>
              {name}
            </Link>
            <span className="quiet">{heardAt ? w.heard(formatTime(heardAt)) : w.never}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Timeline({ entries }: Pick<Record, 'entries'>) {
  const w = useWords(words)
  const [kind, setKind] = useState<(typeof entryKinds)[number]>()
  const shown = entries.filter((one) => !kind || one.kind === kind)
  const countOf = (one: string | undefined) =>
    one ? entries.filter((entry) => entry.kind === one).length : entries.length
  const labels = { change: w.change, inspection: w.inspection, alarm: w.alarm, case: w.case, order: w.orders }
  return (
    <section className="panel thing-part" aria-labelledby="thing-line">
      <h2 id="thing-line">{w.line}</h2>
      <div className="inspection-states" role="toolbar" aria-label={w.line}>
        {[undefined, ...entryKinds].map((one) => (
          <button key={one ?? 'all'} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
            {one ? labels[one] : w.all} <strong>{countOf(one)}</strong>
          </button>
        ))}
      </div>
      {shown.length === 0 && <Nothing title={w.none} />}
      <ul className="history">
        {shown.map((entry) => (
          <li key={`${entry.kind} ${entry.id ?? ''} ${entry.at}`}>
            <EntryLine entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  )
}
