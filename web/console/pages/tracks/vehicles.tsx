import { Input } from 'antd'
import type { Vehicle } from '#sense/track/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { Nothing } from '#web/kit/states.tsx'
import { shortTime, useNow } from '#web/kit/time.ts'
import { words } from './words.ts'

const glyphs = { moving: 'play', standing: 'pause', silent: 'ring' } as const

type Props = {
  items: readonly Vehicle[]
  isCut: boolean
  chosen: string | undefined
  isLive: boolean
  text: string
  onText: (text: string) => void
  onChoose: (deviceId: string) => void
}

/** The vehicles with what each is doing and how far it went on the day. */
export function Vehicles({ items, isCut, chosen, isLive, text, onText, onChoose }: Props) {
  const w = useWords(words)
  return (
    <section className="tracks-vehicles" aria-label={w.vehicles}>
      <Input.Search
        aria-label={w.search}
        placeholder={w.search}
        allowClear
        defaultValue={text}
        onSearch={(value) => onText(value.trim())}
      />
      {items.length === 0 ? (
        <Nothing title={text ? w.noMatch : w.none}>{text ? '' : w.noneHint}</Nothing>
      ) : (
        <ul onKeyDown={walk}>
          <li>
            <button
              type="button"
              className="tracks-vehicle"
              aria-current={isLive || undefined}
              onClick={() => onChoose('all')}
            >
              <strong>{w.live}</strong>
              <span className="quiet tracks-end">{items.length}</span>
            </button>
          </li>
          {items.map((one) => (
            <li key={one.deviceId}>
              <Row one={one} isHere={one.deviceId === chosen} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      )}
      {isCut && <p className="quiet">{w.cut}</p>}
    </section>
  )
}

function Row({ one, isHere, onChoose }: { one: Vehicle; isHere: boolean; onChoose: (deviceId: string) => void }) {
  const w = useWords(words)
  const language = useLanguage()
  const now = useNow()
  const { sum } = one
  return (
    <button
      type="button"
      className="tracks-vehicle"
      aria-current={isHere || undefined}
      onClick={() => onChoose(one.deviceId)}
    >
      <strong>{one.name}</strong>
      <span className={`tracks-state ${one.state}`}>
        <Glyph name={glyphs[one.state]} /> {w[one.state]}
        {one.state === 'moving' && one.speed !== null && ` ${w.kmh(one.speed.toFixed(0))}`}
      </span>
      <span className="quiet">{sum ? w.km(((sum.matchedMetres + sum.offRoadMetres) / 1000).toFixed(1)) : w.noDay}</span>
      <span className="quiet tracks-end">
        {one.state === 'silent' ? w.since(shortTime(one.placeAt, now, language)) : (one.unitName ?? '')}
      </span>
    </button>
  )
}

/** Up and down go from vehicle to vehicle. */
function walk(event: React.KeyboardEvent<HTMLUListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button')]
  const at = all.indexOf(document.activeElement as HTMLButtonElement)
  all[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
  event.preventDefault()
}
