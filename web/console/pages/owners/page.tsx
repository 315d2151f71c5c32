import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { listOwners, type OwnerItem } from '#command/owner/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { OwnerDetail } from './owner-detail.tsx'
import { OwnerForm } from './owner-form.tsx'
import './owners.css'
import { words } from './words.ts'

/** Owners outside the district's units with whom to tell there; what the register of components names stands here by itself. */
export function OwnersPage() {
  const w = useWords(words)
  const [{ open }, change] = useAddress()
  const { data, error, refetch } = useQuery(ask(listOwners, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  if (!data) return <Loading rows={8} />
  const chosen = data.items.find(({ name }) => name === open)
  return (
    <section className="list-page" aria-labelledby="owners-title">
      <header className="list-head">
        <h1 id="owners-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
        <span className="list-acts">
          <Button type="primary" onClick={() => change({ open: 'new' })}>
            {w.add}
          </Button>
        </span>
      </header>
      {data.items.length === 0 ? (
        <Nothing title={w.none} />
      ) : (
        <ul className="owners">
          {data.items.map((item) => (
            <OwnerRow key={item.name} item={item} onOpen={() => change({ open: item.name })} />
          ))}
        </ul>
      )}
      <Drawer
        open={open === 'new' || chosen !== undefined}
        onClose={() => change({ open: undefined })}
        size={520}
        title={open === 'new' ? w.add : chosen?.name}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {open === 'new' && <OwnerForm onDone={(name) => change({ open: name })} />}
        {chosen && <OwnerDetail key={chosen.name} owner={chosen} />}
      </Drawer>
    </section>
  )
}

function OwnerRow({ item, onOpen }: { item: OwnerItem; onOpen: () => void }) {
  const w = useWords(words)
  return (
    <li className="panel">
      <div>
        <strong>{item.name}</strong>
        <br />
        <span className="quiet">{w.counts(item.things, item.openCases)}</span>
      </div>
      <div>
        {item.isEnded ? (
          <span className="tag tone-grey">{w.ended}</span>
        ) : item.contacts.length === 0 ? (
          <span className="tag tone-red">▲ {w.noContact}</span>
        ) : (
          item.contacts.map(({ contactId, nameMasked, phoneMasked }) => (
            <span key={contactId} className="owner-contact">
              {nameMasked} {phoneMasked}
            </span>
          ))
        )}
      </div>
      <Button onClick={onOpen} aria-label={`${w.open} ${item.name}`}>
        {w.open}
      </Button>
    </li>
  )
}
