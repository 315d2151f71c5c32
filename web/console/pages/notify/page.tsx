import { Tabs } from 'antd'
import { useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { DestinationsPart } from './destinations-part.tsx'
import { SmsPart } from './sms-part.tsx'
import { TemplatesPart } from './templates-part.tsx'
import { words } from './words.ts'
import './notify.css'

/** In which words people are told, and who outside is told at all. */
export function NotifyPage() {
  const w = useWords(words)
  const me = useMe()
  const [{ tab }, change] = useAddress()
  const isAdmin = may(me, 'notify.write')
  const items = [
    { key: 'templates', label: w.templates, children: <TemplatesPart /> },
    ...(isAdmin
      ? [
          { key: 'destinations', label: w.destinations, children: <DestinationsPart /> },
          { key: 'sms', label: w.sms, children: <SmsPart /> },
        ]
      : []),
  ]
  return (
    <section className="list-page notify" aria-labelledby="notify-title">
      <header className="list-head">
        <h1 id="notify-title">{w.title}</h1>
      </header>
      <Tabs
        items={items}
        activeKey={items.find(({ key }) => key === tab)?.key ?? 'templates'}
        onChange={(key) => change({ tab: key === 'templates' ? undefined : key, open: undefined })}
        destroyOnHidden
      />
    </section>
  )
}
