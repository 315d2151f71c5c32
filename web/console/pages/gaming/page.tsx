import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { type FindingItem, findingKinds, listFindings } from '#supervise/gaming/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatDay } from '#web/kit/time.ts'
import { useAddress } from '../components/use-address.ts'
import { Evidence } from './evidence.tsx'
import './gaming.css'
import { ThresholdForm } from './threshold-form.tsx'
import { words } from './words.ts'

/** Patterns in how cases were handled, verified and rated, each with its evidence and what was said about it. */
export function GamingPage() {
  const w = useWords(words)
  const me = useMe()
  const [{ open }, change] = useAddress()
  const [isSetting, setSetting] = useState(false)
  const { data, error, refetch } = useQuery(ask(listFindings, {}))
  if (error) return <Failure isPage problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const found = data.findings.find(({ findingId }) => findingId === open)
  return (
    <section className="gaming" aria-labelledby="gaming-title">
      <header className="gaming-head">
        <h1 id="gaming-title">{w.title}</h1>
        {may(me, 'gaming.explain') && <Button onClick={() => setSetting(true)}>{w.thresholds}</Button>}
        <p className="quiet">{w.caution}</p>
        <Searched run={data.run} />
      </header>
      <Found run={data.run} findings={data.findings} onOpen={(id) => change({ open: id })} />
      <Drawer
        open={Boolean(found)}
        onClose={() => change({ open: undefined })}
        size={620}
        title={w.title}
        destroyOnHidden
      >
        {found && <Evidence id={found.findingId} />}
      </Drawer>
      <Drawer open={isSetting} onClose={() => setSetting(false)} size={520} title={w.thresholds} destroyOnHidden>
        <ThresholdForm version={data.version} thresholds={data.thresholds} />
      </Drawer>
    </section>
  )
}

type Run = ReplyOf<typeof listFindings>['run']

function Searched({ run }: { run: Run }) {
  const w = useWords(words)
  if (!run) return null
  const { handlings = 0, verifications = 0, ratings = 0 } = run.tested
  return (
    <p className="quiet">
      {w.window(formatDay(run.startsAt), formatDay(run.endsAt))} · {w.tested(handlings, verifications, ratings)} ·{' '}
      {w.thresholds} {w.version(run.version)}
    </p>
  )
}

type FoundProps = { run: Run; findings: readonly FindingItem[]; onOpen: (id: string) => void }

function Found({ run, findings, onOpen }: FoundProps) {
  const w = useWords(words)
  const pick = usePick()
  if (!run) return <Nothing title={w.notYet}>{w.notYetHint}</Nothing>
  if (findings.length === 0) return <Nothing title={w.none}>{w.noneHint}</Nothing>
  return (
    <ul className="gaming-list">
      {findings.map((finding) => (
        <li key={finding.findingId}>
          <button type="button" className="gaming-finding" onClick={() => onOpen(finding.findingId)}>
            <span className="gaming-kind">{pick(findingKinds[finding.kind])}</span>
            <b>{finding.subjectName}</b>
            <span>
              {finding.expected === null
                ? w.counted(finding.hits, finding.sample)
                : w.rated(finding.hits, finding.sample, finding.expected.toFixed(1))}
            </span>
            <span className={finding.notes > 0 ? 'tag tone-green' : 'tag tone-brown'}>
              {finding.notes > 0 ? w.explained(finding.notes) : w.open}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
