import { Tabs } from 'antd'
import { useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import './deadlines.css'
import { LadderPart } from './ladder-part.tsx'
import { MovesPart } from './moves-part.tsx'
import { StuckPart } from './stuck-part.tsx'
import { words } from './words.ts'

/** What watches over deadlines: cases that are stuck, who is told when, and what was computed anew. */
export function DeadlinesPage() {
  const w = useWords(words)
  const me = useMe()
  const [{ tab }, change] = useAddress()
  const items = [
    ...(may(me, 'stuck.read') ? [{ key: 'stuck', label: w.stuck, children: <StuckPart /> }] : []),
    { key: 'ladder', label: w.ladder, children: <LadderPart /> },
    { key: 'moves', label: w.moves, children: <MovesPart /> },
  ]
  const known = items.some(({ key }) => key === tab) ? tab : items[0]?.key
  return (
    <section className="list-page deadlines" aria-labelledby="deadlines-title">
      <header className="list-head">
        <h1 id="deadlines-title">{w.title}</h1>
      </header>
      <Tabs
        aria-label={w.kinds}
        {...(known ? { activeKey: known } : {})}
        items={items}
        onChange={(key) => change({ tab: key, open: undefined })}
        destroyOnHidden
      />
    </section>
  )
}
