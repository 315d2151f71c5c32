import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Drawer, Input, Popconfirm } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { endFence, type Fence, listFences } from '#analyse/fence/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import { ask, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useAddress } from '../components/use-address.ts'
import '../coverage/coverage.css'
import '../tracks/tracks.css'
import { FenceForm } from './fence-form.tsx'
import { boxAbout, fenceLayers } from './fence-layers.ts'
import './fences.css'
import { RuleForm } from './rule-form.tsx'
import { words } from './words.ts'

type Open = 'new' | 'edit' | 'rule'

/** Fences: areas and routes with hours, and the rules that name them. */
export function FencesPage() {
  const w = useWords(words)
  const me = useMe()
  const [search, change] = useAddress()
  const [open, setOpen] = useState<Open>()
  const { data, error, refetch } = useQuery(ask(listFences, {}))
  const chosen = data?.items.find(({ fenceId }) => fenceId === search.open) ?? data?.items[0]
  const done = (fenceId?: string) => {
    setOpen(undefined)
    void refetch()
    if (fenceId) change({ open: fenceId })
  }
  return (
    <section className="tracks" aria-labelledby="fences-title">
      <header className="tracks-head">
        <h1 id="fences-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
        <span className="cover-acts">
          {may(me, 'track.write') && (
            <Button type="primary" onClick={() => setOpen('new')}>
              {w.create}
            </Button>
          )}
        </span>
      </header>
      {error ? (
        <Failure problem={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={8} />
      ) : data.items.length === 0 ? (
        <Nothing title={w.none}>{w.noneHint}</Nothing>
      ) : (
        <div className="cover-body">
          <ul className="cover-plans">
            {data.items.map((fence) => (
              <li key={fence.fenceId}>
                <Card
                  fence={fence}
                  isHere={fence.fenceId === chosen?.fenceId}
                  onChoose={() => change({ open: fence.fenceId })}
                />
              </li>
            ))}
          </ul>
          <div className="fence-main">
            <FenceMap fences={data.items} chosen={chosen} onPick={(fenceId) => change({ open: fenceId })} />
            {chosen && <Detail fence={chosen} onOpen={setOpen} onEnded={() => done()} />}
          </div>
        </div>
      )}
      <Drawer
        title={open === 'new' ? w.create : open === 'rule' ? w.draftRule : chosen?.body.name}
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        size={Math.min(640, window.innerWidth)}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {(open === 'new' || open === 'edit') && (
          <FenceForm fence={open === 'edit' ? chosen : undefined} onDone={done} />
        )}
        {open === 'rule' && chosen && <RuleForm fence={chosen} />}
      </Drawer>
    </section>
  )
}

const daysText = (days: readonly number[], names: string): string =>
  days.length === 7 ? '' : days.map((day) => names[day - 1]).join('')

function useHours() {
  const w = useWords(words)
  return ({ body: { windows } }: Fence) =>
    windows.length === 0
      ? w.always
      : windows.map(({ days, from, to }) => `${daysText(days, w.weekdays)} ${from}–${to}`).join(' · ')
}

function Card({ fence, isHere, onChoose }: { fence: Fence; isHere: boolean; onChoose: () => void }) {
  const w = useWords(words)
  const hours = useHours()
  return (
    <button type="button" aria-current={isHere || undefined} onClick={onChoose}>
      <strong>{fence.body.name}</strong>
      <span className="quiet">
        {w[fence.body.area.shape]} · {hours(fence)}
      </span>
    </button>
  )
}

type MapProps = { fences: readonly Fence[]; chosen: Fence | undefined; onPick: (fenceId: string) => void }

function FenceMap({ fences, chosen, onPick }: MapProps) {
  const w = useWords(words)
  const latest = useRef(onPick)
  latest.current = onPick
  const layers = useMemo(
    () => fenceLayers(fences, chosen?.fenceId, (fenceId) => latest.current(fenceId)),
    [fences, chosen?.fenceId],
  )
  const fit = useMemo(() => boxAbout(fences.map(({ body }) => body.area)), [fences])
  return (
    <div className="fence-stage">
      <CityMap label={w.map} layers={layers} fit={fit} height="100%" />
    </div>
  )
}

type DetailProps = { fence: Fence; onOpen: (open: Open) => void; onEnded: () => void }

function Detail({ fence, onOpen, onEnded }: DetailProps) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const hours = useHours()
  const { body, rules } = fence
  return (
    <section className="fence-detail">
      <h2>{body.name}</h2>
      <p className="quiet">
        {w[body.area.shape]} · {hours(fence)} · {body.source.text}（{body.source.mark}）
      </p>
      <h3>{w.rules}</h3>
      {rules.length === 0 ? (
        <p className="quiet">{w.noRules}</p>
      ) : (
        <ul>
          {rules.map((rule) => (
            <li key={`${rule.ruleId} ${rule.isDraft}`}>
              <Link to="/alarm-rules" search={{ open: rule.ruleId }} className="link">
                {pick(rule.title)}
              </Link>
              {rule.isDraft && <span className="quiet"> {w.draft}</span>}
              {rule.isBehind && <span className="cover-tag brown"> {w.behind}</span>}
            </li>
          ))}
        </ul>
      )}
      <div className="cover-acts">
        {may(me, 'alarm.rule.write') && <Button onClick={() => onOpen('rule')}>{w.draftRule}</Button>}
        {may(me, 'track.write') && (
          <>
            <Button onClick={() => onOpen('edit')}>{w.edit}</Button>
            <End fence={fence} onEnded={onEnded} />
          </>
        )}
      </div>
    </section>
  )
}

function End({ fence, onEnded }: { fence: Fence; onEnded: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const command = useCommand(endFence)
  const end = () =>
    command.mutate(
      { params: { fenceId: fence.fenceId }, body: { basedOn: fence.revision, reason } },
      {
        onSuccess: () => {
          void message.success(w.ended)
          onEnded()
        },
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  return (
    <Popconfirm
      title={w.reason}
      description={
        <Input
          aria-label={w.reason}
          value={reason}
          maxLength={200}
          onChange={({ target }) => setReason(target.value)}
        />
      }
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      onConfirm={end}
    >
      <Button>{w.end}</Button>
    </Popconfirm>
  )
}
