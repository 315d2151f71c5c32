import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { listCampaigns } from '#command/campaign/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import '../deadlines/deadlines.css'
import { CampaignDetail } from './detail.tsx'
import { CampaignForm } from './form.tsx'
import { type Campaign, Share } from './share.tsx'
import { words } from './words.ts'

/** Special campaigns with their progress; one opens beside. */
export function CampaignsPage() {
  const w = useWords(words)
  const me = useMe()
  const [{ open }, change] = useAddress()
  const { data, error, refetch } = useQuery(ask(listCampaigns, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  if (!data) return <Loading />
  const chosen = data.items.find(({ campaignId }) => campaignId === open)
  const done = () => {
    change({ open: undefined })
    void refetch()
  }
  return (
    <section className="list-page deadlines" aria-labelledby="campaigns-title">
      <header className="part-head">
        <h1 id="campaigns-title">{w.title}</h1>
        {may(me, 'campaign.write') && (
          <Button type="primary" onClick={() => change({ open: 'new' })}>
            {w.add}
          </Button>
        )}
      </header>
      {data.items.length === 0 ? (
        <Nothing title={w.none}>{w.noneHint}</Nothing>
      ) : (
        <CampaignTable items={data.items} onOpen={(id) => change({ open: id })} />
      )}
      <Drawer
        open={open === 'new' || chosen !== undefined}
        onClose={done}
        size={open === 'new' ? 560 : 820}
        title={open === 'new' ? w.add : chosen?.name}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {open === 'new' && <CampaignForm onDone={done} />}
        {chosen && <CampaignDetail key={chosen.campaignId} id={chosen.campaignId} />}
      </Drawer>
    </section>
  )
}

function CampaignTable({ items, onOpen }: { items: readonly Campaign[]; onOpen: (id: string) => void }) {
  const w = useWords(words)
  return (
    <div className="plain-table">
      <table>
        <thead>
          <tr>
            {[w.name, w.days, w.progress].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.campaignId}>
              <td>
                {item.name}
                {item.goal && <small>{item.goal}</small>}
              </td>
              <td className="number">
                {item.startsOn} — {item.endsOn}
              </td>
              <td>
                <Share campaign={item} />
              </td>
              <td>
                <Button onClick={() => onOpen(item.campaignId)}>{w.open}</Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
