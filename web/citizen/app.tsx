import { useEffect, useSyncExternalStore } from 'react'
import { asProblem } from '#web/kit/client.ts'
import { setLanguage, useLanguage, useWords } from '#web/kit/language.ts'
import { type Address, useAddress, writeAddress } from './address.ts'
import { Icon } from './icon.tsx'
import { useKept } from './keep.ts'
import { ownReports } from './mine.ts'
import { elderMode, useElderMode } from './preferences.ts'
import { useDistrict } from './questions.ts'
import { MineScreen } from './screens/mine.tsx'
import { PhotoScreen } from './screens/photo.tsx'
import { PlaceScreen } from './screens/place.tsx'
import { ProgressScreen } from './screens/progress.tsx'
import { ReceiptScreen } from './screens/receipt.tsx'
import { ThingScreen } from './screens/thing.tsx'
import { WhatScreen } from './screens/what.tsx'
import { words } from './words.ts'

export function App() {
  const address = useAddress()
  const elder = useElderMode()
  const language = useLanguage()
  const w = useWords(words)
  useEffect(() => {
    document.documentElement.classList.toggle('elder', elder)
  }, [elder])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        {w.skip}
      </button>
      <Header />
      <main id="main" tabIndex={-1}>
        <Connection />
        <Screen address={address} />
      </main>
    </>
  )
}

function Screen({ address }: { address: Address }) {
  switch (address.at) {
    case 'photo':
      return <PhotoScreen />
    case 'place':
      return <PlaceScreen />
    case 'what':
      return <WhatScreen />
    case 'mine':
      return <MineScreen />
    case 'thing':
      return <ThingScreen key={address.code} code={address.code} />
    case 'receipt':
      return <ReceiptScreen code={address.code} />
    case 'progress':
      return <ProgressScreen key={address.code} code={address.code} />
  }
}

function Header() {
  const w = useWords(words)
  const language = useLanguage()
  const elder = useElderMode()
  const own = useKept(ownReports).length
  const { data } = useDistrict()
  return (
    <header className="head">
      <a className="head-name" href={writeAddress({ at: 'photo' })}>
        <span className="head-place">{data?.name ?? ' '}</span>
        <strong>{w.appName}</strong>
      </a>
      <nav className="head-tools" aria-label={w.tools}>
        <a className="tool" href={writeAddress({ at: 'mine' })}>
          <Icon name="list" />
          {w.mine}
          {own > 0 && <span className="count">{own}</span>}
        </a>
        <button type="button" className="tool" aria-pressed={elder} onClick={() => elderMode.set(!elder)}>
          <span className="tool-glyph" aria-hidden="true">
            大
          </span>
          {w.elder}
        </button>
        <button
          type="button"
          className="tool"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {w.otherLanguage}
        </button>
      </nav>
    </header>
  )
}

const onConnection = (listen: () => void) => {
  addEventListener('online', listen)
  addEventListener('offline', listen)
  return () => {
    removeEventListener('online', listen)
    removeEventListener('offline', listen)
  }
}

function Connection() {
  const w = useWords(words)
  const online = useSyncExternalStore(onConnection, () => navigator.onLine)
  const { error } = useDistrict()
  const unknown = error && asProblem(error).code === 'district_not_found'
  const text = !online ? w.offline : unknown ? w.districtUnknown : error ? w.districtLost : ''
  return (
    <div role="status" className="connection">
      {text && <p className="notice notice-warn">{text}</p>}
    </div>
  )
}
