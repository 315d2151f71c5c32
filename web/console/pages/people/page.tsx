import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Input, Select } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { listUnits, postNames } from '#city/organisation/contract.ts'
import { listAccounts, type PersonItem, PersonQuery } from '#city/person/contract.ts'
import { DetailDrawer } from '#web/kit/drawer/detail-drawer.tsx'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Loading, Nothing } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { formatTime } from '#web/kit/time.ts'
import { useMedia } from '#web/kit/use-media.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import './people.css'
import { AccountState, usePostName } from './state-tag.tsx'
import { stateWords, words } from './words.ts'

const PersonDetail = lazy(() => import('./person-detail.tsx').then((m) => ({ default: m.PersonDetail })))
const OpenForm = lazy(() => import('./open-form.tsx').then((m) => ({ default: m.OpenForm })))

/** Everybody with account and posts: what each of the three administrators may do about them is in the drawer. */
export function PeoplePage() {
  const w = useWords(words)
  const states = useWords(stateWords)
  const me = useMe()
  const [search, change] = useAddress()
  const [isOpening, setOpening] = useState(false)
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useColumns()
  const query = queryOf(search)
  const source = useKeyset<PersonItem, typeof listAccounts>(listAccounts, { query }, 'after')
  const { data: counted } = useQuery(ask(listAccounts, { query: { ...query, limit: 1 } }))
  const { open } = search
  const ids = useMemo(() => source.rows.map(({ personId }) => personId), [source.rows])
  return (
    <section className="list-page" aria-labelledby="people-title">
      <header className="list-head">
        <h1 id="people-title">{w.title}</h1>
        {counted && <span className="quiet">{w.total(counted.total)}</span>}
        <span className="list-acts">
          {may(me, 'account.write') && (
            <Button type="primary" onClick={() => setOpening(true)}>
              {w.open}
            </Button>
          )}
        </span>
      </header>
      <Filters search={search} change={change} counts={counted?.states ?? {}} />
      <div className="list-table">
        <QueryTable
          label={w.title}
          source={source}
          columns={columns}
          rowId={({ personId }) => personId}
          describe={({ name, state, unitName }) => [name, states[state], unitName].filter(Boolean).join('，')}
          selectedId={open}
          onOpen={({ personId }) => change({ open: personId })}
          card={isNarrow ? (row) => <Card row={row} /> : undefined}
          total={counted?.total}
          empty={<Nothing title={w.none} />}
        />
      </div>
      <DetailDrawer
        name="person"
        title={w.title}
        open={open}
        onOpen={(personId) => change({ open: personId })}
        ids={ids}
        onMore={source.loadMore}
      >
        <Suspense fallback={<Loading />}>{open && <PersonDetail key={open} personId={open} />}</Suspense>
      </DetailDrawer>
      <Drawer
        open={isOpening}
        onClose={() => setOpening(false)}
        size={480}
        title={w.open}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        <Suspense fallback={<Loading />}>
          {isOpening && (
            <OpenForm
              onDone={(personId) => {
                setOpening(false)
                change({ open: personId })
              }}
            />
          )}
        </Suspense>
      </Drawer>
    </section>
  )
}

type Address = Readonly<Record<string, string | undefined>>

/** What the address asks; one written by hand that is not valid asks for everybody. */
function queryOf({ text, post, unitId, state }: Address) {
  const given = Object.entries({ text, post, unitId, state }).filter(([, value]) => value)
  const read = PersonQuery.safeParse({ ...Object.fromEntries(given), limit: 100 })
  return read.success ? read.data : { text: '', limit: 100 }
}

type FilterProps = {
  search: Address
  change: (change: Address) => void
  counts: Readonly<Record<string, number>>
}

function Filters({ search: { text, post, unitId, state }, change, counts }: FilterProps) {
  const w = useWords(words)
  const states = useWords(stateWords)
  const postName = usePostName()
  const { data: units } = useQuery({ ...ask(listUnits, {}), staleTime: 600_000 })
  const count = (key: string) => (counts[key] ? `（${counts[key]}）` : '')
  return (
    <search className="list-filters">
      <Input.Search
        aria-label={w.text}
        placeholder={w.text}
        allowClear
        defaultValue={text}
        key={text}
        onSearch={(typed) => change({ text: typed.trim() })}
      />
      <Select
        aria-label={w.post}
        placeholder={w.post}
        allowClear
        value={post ?? null}
        options={Object.keys(postNames).map((value) => ({ value, label: postName(value) }))}
        onChange={(chosen?: string) => change({ post: chosen })}
        style={{ inlineSize: 150 }}
      />
      <Select
        aria-label={w.unit}
        placeholder={w.unit}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={unitId ?? null}
        options={units?.items.map(({ unitId: value, name }) => ({ value, label: name })) ?? []}
        onChange={(chosen?: string) => change({ unitId: chosen })}
        style={{ inlineSize: 220 }}
      />
      <Select
        aria-label={w.state}
        placeholder={w.state}
        allowClear
        value={state ?? null}
        options={Object.entries(states).map(([value, label]) => ({ value, label: `${label}${count(value)}` }))}
        onChange={(chosen?: string) => change({ state: chosen })}
        style={{ inlineSize: 170 }}
      />
    </search>
  )
}

function Card({ row }: { row: PersonItem }) {
  return (
    <div className="list-card">
      <span>
        <AccountState state={row.state} /> {row.name} <span className="quiet">{row.username}</span>
      </span>
      <Posts row={row} />
    </div>
  )
}

function Posts({ row: { posts } }: { row: PersonItem }) {
  const w = useWords(words)
  const postName = usePostName()
  const text = posts.map(({ post, unitName }) => `${postName(post)}（${unitName}）`).join('、')
  return (
    <span className={posts.length > 0 ? 'clip' : 'clip quiet'} title={text}>
      {text || w.noPosts}
    </span>
  )
}

function useColumns(): readonly Column<PersonItem>[] {
  const w = useWords(words)
  return useMemo(
    () => [
      { id: 'name', header: w.name, width: 110, fixed: true, cell: (row) => <strong>{row.name}</strong> },
      {
        id: 'username',
        header: w.username,
        width: 130,
        cell: ({ username }) => <span className="list-code">{username ?? '—'}</span>,
      },
      { id: 'state', header: w.state, width: 150, cell: ({ state }) => <AccountState state={state} /> },
      { id: 'posts', header: w.posts, width: 260, grow: 2, cell: (row) => <Posts row={row} /> },
      {
        id: 'unit',
        header: w.home,
        width: 150,
        grow: 1,
        cell: ({ unitName }) => <span className="clip">{unitName ?? '—'}</span>,
      },
      { id: 'phone', header: w.phone, width: 130, cell: ({ phoneMasked }) => phoneMasked || '—' },
      {
        id: 'last',
        header: w.lastSignIn,
        width: 150,
        cell: ({ lastSignInAt }) =>
          lastSignInAt ? formatTime(lastSignInAt) : <span className="quiet">{w.never}</span>,
      },
    ],
    [w],
  )
}
