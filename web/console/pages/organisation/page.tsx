import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Input } from 'antd'
import { useMemo, useState } from 'react'
import { listUnitTree, type UnitNode, unitKinds } from '#city/organisation/unit/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { CreateForm } from './create-form.tsx'
import './organisation.css'
import { linesOf } from './tree.ts'
import { UnitDetail } from './unit-detail.tsx'
import { words } from './words.ts'

/** Departments and units as they stand one below another, and what becomes of each. */
export function OrganisationPage() {
  const w = useWords(words)
  const me = useMe()
  const [search, change] = useAddress()
  const [isCreating, setCreating] = useState(false)
  const { data, error, refetch } = useQuery(ask(listUnitTree, {}))
  if (error && !data) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  if (!data) return <Loading rows={10} />
  const units = data.items
  const open = units.find(({ unitId }) => unitId === search.open)
  return (
    <section className="list-page" aria-labelledby="organisation-title">
      <header className="list-head">
        <h1 id="organisation-title">{w.title}</h1>
        <span className="quiet">{w.total(units.filter(({ retiredOn }) => retiredOn === null).length)}</span>
        <span className="list-acts">
          {may(me, 'organisation.write') ? (
            <Button type="primary" onClick={() => setCreating(true)}>
              {w.create}
            </Button>
          ) : (
            <span className="quiet">{w.readOnly}</span>
          )}
        </span>
      </header>
      <div className="organisation-columns">
        <UnitList units={units} openId={open?.unitId} onOpen={(unitId) => change({ open: unitId })} />
        <div className={open ? 'organisation-detail panel' : 'organisation-detail panel empty'}>
          {open ? <UnitDetail key={open.unitId} unitId={open.unitId} units={units} /> : <Nothing title={w.choose} />}
        </div>
      </div>
      <Drawer
        open={isCreating}
        onClose={() => setCreating(false)}
        size={480}
        title={w.create}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        <CreateForm
          units={units}
          onDone={(unitId) => {
            setCreating(false)
            change({ open: unitId })
          }}
        />
      </Drawer>
    </section>
  )
}

type ListProps = { units: readonly UnitNode[]; openId: string | undefined; onOpen: (unitId: string) => void }

function UnitList({ units, openId, onOpen }: ListProps) {
  const w = useWords(words)
  const pick = usePick()
  const [text, setText] = useState('')
  const [isAll, setAll] = useState(false)
  const lines = useMemo(
    () => linesOf(units, ({ name, retiredOn }) => (isAll || retiredOn === null) && name.includes(text.trim())),
    [units, text, isAll],
  )
  return (
    <div className="organisation-list panel">
      <Input
        aria-label={w.find}
        placeholder={w.find}
        allowClear
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Checkbox checked={isAll} onChange={({ target }) => setAll(target.checked)}>
        {w.retiredToo}
      </Checkbox>
      {lines.length === 0 && <p className="quiet">{w.none}</p>}
      <ul>
        {lines.map(({ unit, depth }) => (
          <li key={unit.unitId}>
            <button
              type="button"
              className={unit.unitId === openId ? 'here' : ''}
              aria-current={unit.unitId === openId ? 'true' : undefined}
              style={{ paddingInlineStart: 10 + depth * 20 }}
              onClick={() => onOpen(unit.unitId)}
            >
              <span className={unit.retiredOn ? 'quiet' : ''}>{unit.name}</span>
              <small>
                {unit.retiredOn
                  ? w.retired(unit.retiredOn)
                  : `${pick(unitKinds[unit.kind as keyof typeof unitKinds])} · ${w.counts(unit.people, unit.openCases)}`}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
