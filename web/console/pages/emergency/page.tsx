import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { listPlans } from '#command/plan/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import '../components/list-page.css'
import '../deadlines/deadlines.css'
import { EmergencyLog } from './log.tsx'
import { PackageForm } from './package-form.tsx'
import { SwitchDialog } from './switch-dialog.tsx'
import { words } from './words.ts'

export type Plans = ReplyOf<typeof listPlans>
export type Package = Plans['packages'][number]
export type Emergency = Plans['log'][number]

/** What is asked of the person: to begin a package, or to end the emergency in force. */
export type Switching = { readonly begin: Package } | { readonly end: Emergency }

/** The emergency in force, the packages prepared for one, and what there was. */
export function EmergencyPage() {
  const w = useWords(words)
  const [switching, setSwitching] = useState<Switching>()
  const [editing, setEditing] = useState<Package | 'new'>()
  const { data, error, refetch } = useQuery(ask(listPlans, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  if (!data) return <Loading />
  const active = data.log.find(({ offAt }) => offAt === null)
  const done = () => {
    setSwitching(undefined)
    setEditing(undefined)
    void refetch()
  }
  return (
    <section className="list-page deadlines" aria-labelledby="emergency-title">
      <header className="list-head">
        <h1 id="emergency-title">{w.title}</h1>
      </header>
      <Now active={active} onEnd={(end) => setSwitching({ end })} />
      <Packages
        packages={data.packages}
        isBlocked={active !== undefined}
        onBegin={(begin) => setSwitching({ begin })}
        onEdit={setEditing}
      />
      {data.log.length > 0 && <EmergencyLog log={data.log} />}
      {switching && <SwitchDialog switching={switching} onDone={done} onCancel={() => setSwitching(undefined)} />}
      <Drawer
        open={editing !== undefined}
        onClose={() => setEditing(undefined)}
        size={760}
        title={editing === 'new' ? w.add : editing?.name}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {editing && <PackageForm given={editing === 'new' ? undefined : editing} onDone={done} />}
      </Drawer>
    </section>
  )
}

function Now({ active, onEnd }: { active: Emergency | undefined; onEnd: (active: Emergency) => void }) {
  const w = useWords(words)
  const me = useMe()
  return (
    <div className="part-head">
      <div className="verdict" role="status">
        <strong className={active ? 'unsound' : 'sound'}>
          {active ? `▲ ${w.active(active.name, active.level)}` : w.quiet}
        </strong>
        {active && (
          <span>
            {w.since(formatTime(active.onAt), active.onBy)}：{active.onReason}{' '}
            <Link to="/deadlines" search={{ tab: 'moves' }}>
              {w.seeMoves}
            </Link>
          </span>
        )}
      </div>
      {active && may(me, 'emergency.switch') && (
        <Button type="primary" onClick={() => onEnd(active)}>
          {w.end}
        </Button>
      )}
    </div>
  )
}

type PackagesProps = {
  packages: readonly Package[]
  isBlocked: boolean
  onBegin: (chosen: Package) => void
  onEdit: (chosen: Package | 'new') => void
}

function Packages({ packages, isBlocked, onBegin, onEdit }: PackagesProps) {
  const w = useWords(words)
  const me = useMe()
  const mayEdit = may(me, 'emergency.write')
  return (
    <section aria-labelledby="packages-title">
      <div className="part-head">
        <h2 id="packages-title">{w.packages}</h2>
        {mayEdit && <Button onClick={() => onEdit('new')}>{w.add}</Button>}
      </div>
      {packages.length === 0 && <Nothing title={w.noPackages}>{w.noPackagesHint}</Nothing>}
      {packages.length > 0 && (
        <div className="plain-table">
          <table>
            <thead>
              <tr>
                {[w.name, w.level, w.what, w.changed].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {packages.map((each) => (
                <tr key={each.packageId}>
                  <td>{each.name}</td>
                  <td>{each.level}</td>
                  <td>
                    {summaryOf(each, w.summary)}
                    {each.effects.text && <small>{each.effects.text}</small>}
                  </td>
                  <td className="number">
                    {formatTime(each.changedAt)}
                    <small>{each.changedBy}</small>
                  </td>
                  <td>
                    <div className="rung-actions">
                      {may(me, 'emergency.switch') && (
                        <Button
                          danger
                          disabled={isBlocked}
                          title={isBlocked ? w.blocked : undefined}
                          onClick={() => onBegin(each)}
                        >
                          {w.begin}
                        </Button>
                      )}
                      {mayEdit && <Button onClick={() => onEdit(each)}>{w.edit}</Button>}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

const summaryOf = ({ effects }: Package, say: (limits: number, routing: number, teams: number) => string): string =>
  say(Object.keys(effects.stages).length + effects.categories.length, effects.routing.length, effects.teams.length)
