import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { AddForm } from './add-form.tsx'
import type { Duties } from './duties-part.tsx'
import { words } from './words.ts'

type Gap = Duties['gaps'][number]
const MOST = 200

/** What nobody answers for, and what two answer for. */
export function CoveragePart({ data }: { data: Duties }) {
  const w = useWords(words)
  const me = useMe()
  const [filling, setFilling] = useState<Gap>()
  const streets = data.areas.filter(({ level }) => level === 'street').length
  const { gaps, overlaps } = data
  return (
    <div className="coverage">
      <section className="panel" aria-labelledby="coverage-gaps">
        <h2 id="coverage-gaps">{w.gaps(gaps.length)}</h2>
        <p className="quiet">{gaps.length === 0 ? w.covered : w.gapLead}</p>
        <ul className="coverage-list">
          {gaps.slice(0, MOST).map((gap) => (
            <li key={`${gap.kind}${gap.code}`}>
              <span className="list-code">{gap.code}</span>
              <span>
                {w[gap.kind]} · {gap.name}
              </span>
              <span className="quiet">{gap.areas.length === streets ? w.everywhere : gap.areas.join('、')}</span>
              {may(me, 'organisation.write') && (
                <Button size="small" aria-label={`${w.fill} ${gap.name}`} onClick={() => setFilling(gap)}>
                  {w.fill}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="panel" aria-labelledby="coverage-overlaps">
        <h2 id="coverage-overlaps">{w.overlaps(overlaps.length)}</h2>
        <p className="quiet">{overlaps.length === 0 ? w.noOverlaps : w.overlapLead}</p>
        <ul className="coverage-list">
          {overlaps.slice(0, MOST).map(({ kind, code, name, area, units }) => (
            <li key={`${kind}${code}${area}`}>
              <span className="list-code">{code}</span>
              <span>
                {w[kind]} · {name}
              </span>
              <span className="quiet">
                {area}：{units.join('、')}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Drawer
        open={filling !== undefined}
        onClose={() => setFilling(undefined)}
        size={480}
        title={w.add}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {filling && (
          <AddForm
            data={data}
            start={{ kind: filling.kind, category: filling.code }}
            onDone={() => setFilling(undefined)}
          />
        )}
      </Drawer>
    </div>
  )
}
