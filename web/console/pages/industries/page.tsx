import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { type IndustryItem, listIndustries } from '#city/industry/contract.ts'
import { getIndicatorBoard } from '#supervise/indicator/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { Brings } from './brings.tsx'
import { IndicatorTile } from './indicator-tile.tsx'
import './industries.css'
import { OwnScreen } from './own-screen.tsx'
import { Reports } from './reports.tsx'
import { SwitchDialog } from './switch-dialog.tsx'
import { words } from './words.ts'

/** The industries of the program: what each brings, how it stands, and the switch for whoever administers. */
export function IndustriesPage() {
  const w = useWords(words)
  const pick = usePick()
  const [address, change] = useAddress()
  const industries = useQuery(ask(listIndustries, {}))
  const board = useQuery(ask(getIndicatorBoard, { query: {} }))
  const { data, error, refetch } = industries
  if (error) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  if (!data) return <Loading rows={10} />
  const opened = data.items.find(({ id }) => id === address.open)
  return (
    <section className="list-page industries" aria-labelledby="industries-title">
      <header className="list-head">
        <h1 id="industries-title">{w.title}</h1>
        <p className="quiet industries-lead">{w.lead}</p>
      </header>
      {data.items.length === 0 && <Nothing title={w.none}>{w.noneHint}</Nothing>}
      {data.items.map((item) => (
        <IndustryPart
          key={item.id}
          item={item}
          onOpen={() => change({ open: item.id })}
          onChanged={() => void refetch()}
        >
          {board.data?.industries
            .find(({ id }) => id === item.id)
            ?.indicators.map((one) => (
              <IndicatorTile key={one.id} industryId={item.id} indicator={one} />
            ))}
        </IndustryPart>
      ))}
      <Drawer
        open={opened !== undefined}
        onClose={() => change({ open: undefined })}
        size={720}
        title={opened && w.bringsOf(pick(opened.title))}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {opened && <Brings item={opened} />}
      </Drawer>
    </section>
  )
}

type PartProps = {
  item: IndustryItem
  onOpen: () => void
  onChanged: () => void
  children: React.ReactNode
}

function IndustryPart({ item, onOpen, onChanged, children }: PartProps) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const board = useQuery(ask(getIndicatorBoard, { query: {} }))
  const [isTurning, setTurning] = useState(false)
  const close = (isDone: boolean) => {
    setTurning(false)
    if (!isDone) return
    onChanged()
    void board.refetch()
  }
  const name = pick(item.title)
  return (
    <section className="industry" aria-labelledby={`industry-${item.id}`}>
      <header className="industry-head">
        <h2 id={`industry-${item.id}`}>{name}</h2>
        <span className={`tag ${item.isOn ? 'tone-green' : 'tone-grey'}`}>{item.isOn ? w.on : w.off}</span>
        <span className="list-acts">
          <Button onClick={onOpen} aria-label={w.bringsOf(name)}>
            {w.brings}
          </Button>
          {may(me, 'industry.write') && (
            <Button
              type={item.isOn ? 'default' : 'primary'}
              onClick={() => setTurning(true)}
              aria-label={item.isOn ? w.turnOffOf(name) : w.turnOnOf(name)}
            >
              {item.isOn ? w.turnOff : w.turnOn}
            </Button>
          )}
        </span>
        <p className="quiet industry-about">{pick(item.about)}</p>
      </header>
      {item.isOn && <Reports industryId={item.id} name={name} />}
      {item.isOn ? <div className="indicator-tiles">{children}</div> : <p className="quiet">{w.noBoard}</p>}
      {item.isOn && <OwnScreen industryId={item.id} />}
      {isTurning && <SwitchDialog item={item} onClose={close} />}
    </section>
  )
}
