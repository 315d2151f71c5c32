import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { DeviceHealth, type DeviceRow, kindName, listDevices, ProtocolName } from '#sense/device/contract.ts'
import { DetailDrawer } from '#web/kit/drawer/detail-drawer.tsx'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Nothing } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { shortTime, useNow } from '#web/kit/time.ts'
import { useMedia } from '#web/kit/use-media.ts'
import { useDeviceNames } from './use-names.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { DeviceDetail } from './device-detail.tsx'
import './devices.css'
import { HealthTag } from './health-tag.tsx'
import { Register } from './register.tsx'
import { Retention } from './retention.tsx'
import { words } from './words.ts'

type Search = Readonly<Record<string, string | undefined>>

/** Devices of the district: what is heard, what is silent, and each one's values and way. */
export function DevicesPage() {
  useDeviceNames()
  const w = useWords(words)
  const me = useMe()
  const [search, change] = useAddress()
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useColumns()
  const query = queryOf(search)
  const source = useKeyset<DeviceRow, typeof listDevices>(listDevices, { query }, 'after')
  const { open } = search
  const ids = useMemo(() => source.rows.map(({ deviceId }) => deviceId), [source.rows])
  const shown = source.rows.find(({ deviceId }) => deviceId === open)
  return (
    <section className="list-page" aria-labelledby="devices-title">
      <header className="list-head">
        <h1 id="devices-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
        {may(me, 'device.write') && (
          <span className="list-acts">
            <Link to="/imports" search={{ kind: 'devices' }} className="link">
              {w.importMany}
            </Link>
            {may(me, 'device.retain') && <Retention />}
            <Register onDone={source.retry} />
          </span>
        )}
      </header>
      <Filters search={search} change={change} />
      <div className="list-table">
        <QueryTable
          label={w.title}
          source={source}
          columns={columns}
          rowId={({ deviceId }) => deviceId}
          describe={(row) => [row.name, w[row.health], row.protocol, row.sender].join('，')}
          selectedId={open}
          onOpen={({ deviceId }) => change({ open: deviceId })}
          card={isNarrow ? (row) => <Card row={row} /> : undefined}
          empty={<Nothing title={w.none}>{w.noneHint}</Nothing>}
        />
      </div>
      <DetailDrawer
        name="device"
        title={shown?.name ?? w.title}
        open={open}
        onOpen={(deviceId) => change({ open: deviceId })}
        ids={ids}
        onMore={source.loadMore}
        usualWidth={640}
      >
        {open && <DeviceDetail key={open} deviceId={open} onRetired={source.retry} />}
      </DetailDrawer>
    </section>
  )
}

function queryOf({ q, kind, protocol, health }: Search) {
  const known = <T extends string>(schema: { safeParse(v: unknown): { data?: T | undefined } }, text?: string) =>
    schema.safeParse(text).data
  const [knownProtocol, knownHealth] = [known(ProtocolName, protocol), known(DeviceHealth, health)]
  return {
    ...(q && { text: q.slice(0, 60) }),
    ...(kind && /^[a-z][a-z0-9-]*$/.test(kind) && { kind }),
    ...(knownProtocol && { protocol: knownProtocol }),
    ...(knownHealth && { health: knownHealth }),
    limit: 50,
  }
}

function Filters({ search, change }: { search: Search; change: (change: Search) => void }) {
  const w = useWords(words)
  const pick = usePick()
  const [text, setText] = useState(search.q ?? '')
  const { data } = useQuery({ ...ask(listDevices, { query: { limit: 1 } }), refetchInterval: 10_000 })
  const counts = data?.counts
  return (
    <search className="list-filters">
      <Input.Search
        aria-label={w.search}
        placeholder={w.search}
        allowClear
        value={text}
        onChange={(event) => setText(event.target.value)}
        onSearch={(q) => change({ q })}
      />
      <Select
        aria-label={w.kind}
        placeholder={w.kind}
        allowClear
        value={search.kind ?? null}
        options={(data?.kinds ?? []).map((value) => ({ value, label: pick(kindName(value)) }))}
        onChange={(kind?: string | null) => change({ kind: kind ?? undefined })}
        style={{ inlineSize: 180 }}
      />
      <Select
        aria-label={w.health}
        placeholder={w.health}
        allowClear
        value={search.health ?? null}
        options={DeviceHealth.options.map((value) => ({
          value: value as string,
          label: counts ? `${w[value]} ${counts[value]}` : w[value],
        }))}
        onChange={(health?: string | null) => change({ health: health ?? undefined })}
        style={{ inlineSize: 140 }}
      />
    </search>
  )
}

function Card({ row }: { row: DeviceRow }) {
  const language = useLanguage()
  const now = useNow()
  return (
    <div className="list-card">
      <span>
        <HealthTag health={row.health} /> {row.name}
      </span>
      <span className="quiet">
        {row.protocol} · {row.sender}
        {row.heardAt && ` · ${shortTime(row.heardAt, now, language)}`}
      </span>
    </div>
  )
}

function useColumns(): readonly Column<DeviceRow>[] {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  const now = useNow()
  return useMemo(
    () => [
      { id: 'name', header: w.name, width: 180, grow: 2, fixed: true, cell: (row) => row.name },
      { id: 'health', header: w.health, width: 100, cell: (row) => <HealthTag health={row.health} /> },
      { id: 'kind', header: w.kind, width: 150, cell: (row) => pick(kindName(row.kind)) },
      { id: 'protocol', header: w.protocol, width: 90, cell: (row) => row.protocol },
      {
        id: 'sender',
        header: w.sender,
        width: 230,
        grow: 1,
        cell: (row) => <span className="list-code">{row.sender}</span>,
      },
      {
        id: 'heardAt',
        header: w.heardAt,
        width: 130,
        cell: (row) => (row.heardAt ? shortTime(row.heardAt, now, language) : '—'),
      },
      { id: 'frames', header: w.frames, width: 90, align: 'end', cell: (row) => row.frames.toLocaleString() },
      { id: 'refused', header: w.refused, width: 90, align: 'end', cell: (row) => row.refused.toLocaleString() },
      { id: 'unit', header: w.unit, width: 140, grow: 1, cell: (row) => row.unitName ?? '—' },
    ],
    [w, pick, now, language],
  )
}
