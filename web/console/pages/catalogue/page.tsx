import { Segmented } from 'antd'
import { lazy, Suspense } from 'react'
import { useWords } from '#web/kit/language.ts'
import { Loading } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import './catalogue.css'
import { OwnPart } from './own-part.tsx'
import { words } from './words.ts'

const NationalPart = lazy(() => import('./national-part.tsx').then((m) => ({ default: m.NationalPart })))

/** What is filed and closed under which condition: the district's own versions, and the national editions beside one another. */
export function CataloguePage() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const tab = search.tab === 'national' ? 'national' : 'own'
  return (
    <section className="list-page" aria-labelledby="catalogue-title">
      <header className="list-head">
        <h1 id="catalogue-title">{w.title}</h1>
        <Segmented<'own' | 'national'>
          aria-label={w.parts}
          value={tab}
          options={[
            { value: 'own', label: w.own },
            { value: 'national', label: w.national },
          ]}
          onChange={(value) => change({ tab: value, text: undefined })}
        />
      </header>
      <Suspense fallback={<Loading />}>{tab === 'own' ? <OwnPart /> : <NationalPart />}</Suspense>
    </section>
  )
}
