import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { getPairs, type PhotoPair } from '#city/case/contract.ts'
import { Glyph } from '../glyph.tsx'
import { defineWords, useLanguage, useWords } from '../language.ts'
import { ask } from '../query.ts'
import { formatTime } from '../time.ts'
import './before-after.css'
import { pairLines } from './pair-text.ts'
import { photoAddress, usePhotoChanges } from './photo.ts'

const words = defineWords({
  title: { zh: '处置前后对照', en: 'Before and after' },
  slider: { zh: '滑动对照', en: 'Slider' },
  side: { zh: '并排', en: 'Side by side' },
  way: { zh: '对照方式', en: 'How to compare' },
  pair: { zh: (n: number) => `第 ${n} 对`, en: (n: number) => `Pair ${n}` },
  pairs: { zh: '照片对', en: 'Pairs' },
  divide: { zh: '分界位置：左边处置前，右边处置后', en: 'Where the two meet: before on the left, after on the right' },
  shows: { zh: (n: number) => `处置前占 ${n}%`, en: (n: number) => `${n}% before` },
  before: { zh: '前', en: 'Before' },
  after: { zh: '后', en: 'After' },
  report: { zh: '上报', en: 'Report' },
  confirm: { zh: '核实', en: 'Confirmation' },
  verify: { zh: '核查', en: 'Verification' },
  other: { zh: '其他', en: 'Other' },
})

/** Pairs of photographs from before and after the work, latest first; nothing where there is no pair. */
export function BeforeAfter({ caseId, isPanel = false }: { caseId: string; isPanel?: boolean }) {
  const w = useWords(words)
  const titleId = useId()
  const { data } = useQuery(ask(getPairs, { params: { id: caseId } }))
  if (!data || data.pairs.length === 0) return null
  return (
    <section className={isPanel ? 'panel before-after' : 'before-after'} aria-labelledby={titleId}>
      <h2 id={titleId}>{w.title}</h2>
      <Pairs pairs={data.pairs} />
    </section>
  )
}

function Pairs({ pairs }: { pairs: readonly PhotoPair[] }) {
  const w = useWords(words)
  const language = useLanguage()
  const [n, setN] = useState(0)
  const [isSide, setSide] = useState(false)
  const pair = pairs[Math.min(n, pairs.length - 1)]
  if (!pair) return null
  return (
    <>
      <div className="pair-choices">
        {pairs.length > 1 && (
          <Choice
            label={w.pairs}
            names={pairs.map((_, at) => w.pair(at + 1))}
            value={Math.min(n, pairs.length - 1)}
            onChange={setN}
          />
        )}
        <Choice
          label={w.way}
          names={[w.slider, w.side]}
          value={isSide ? 1 : 0}
          onChange={(value) => setSide(value === 1)}
        />
      </div>
      {isSide ? <SideBySide pair={pair} /> : <Slider key={`${pair.before.fileId} ${pair.after.fileId}`} pair={pair} />}
      <dl className="facts pair-facts">
        {pairLines(pair, language).map(({ name, text, isUnknown }) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd className={isUnknown ? 'quiet' : undefined}>
              {isUnknown && <Glyph name="ring" />} {text}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

type ChoiceProps = { label: string; names: readonly string[]; value: number; onChange: (value: number) => void }

function Choice({ label, names, value, onChange }: ChoiceProps) {
  return (
    <fieldset className="pair-choice">
      <legend className="unseen">{label}</legend>
      {names.map((name, n) => (
        <button key={name} type="button" aria-pressed={n === value} onClick={() => onChange(n)}>
          {name}
        </button>
      ))}
    </fieldset>
  )
}

/** One picture over the other; the divider is a range, so that keys, mouse and touch move it alike. */
function Slider({ pair }: { pair: PhotoPair }) {
  const w = useWords(words)
  const [share, setShare] = useState(50)
  const captions = useCaptions(pair)
  usePhotoChanges()
  return (
    <div className="pair-slider">
      <img src={photoAddress(pair.after.fileId, 'screen')} alt={captions.after} draggable={false} />
      <img
        className="pair-over"
        src={photoAddress(pair.before.fileId, 'screen')}
        alt={captions.before}
        draggable={false}
        style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}
      />
      <span className="pair-line" style={{ insetInlineStart: `${share}%` }} aria-hidden="true" />
      <span className="pair-tag" aria-hidden="true">
        {captions.before}
      </span>
      <span className="pair-tag end" aria-hidden="true">
        {captions.after}
      </span>
      <input
        type="range"
        min={0}
        max={100}
        value={share}
        aria-label={w.divide}
        aria-valuetext={w.shows(share)}
        onChange={({ target }) => setShare(Number(target.value))}
      />
    </div>
  )
}

function SideBySide({ pair }: { pair: PhotoPair }) {
  const captions = useCaptions(pair)
  usePhotoChanges()
  return (
    <div className="pair-side">
      {(['before', 'after'] as const).map((side) => (
        <figure key={side}>
          <img src={photoAddress(pair[side].fileId, 'screen')} alt={captions[side]} />
          <figcaption>{captions[side]}</figcaption>
        </figure>
      ))}
    </div>
  )
}

function useCaptions(pair: PhotoPair): { before: string; after: string } {
  const w = useWords(words)
  const caption = (side: 'before' | 'after') => {
    const { purpose, at } = pair[side]
    const what = purpose === side ? w[side] : `${w[side]} · ${w[purpose as 'report'] ?? purpose}`
    return `${what} ${formatTime(at).slice(5)}`
  }
  return { before: caption('before'), after: caption('after') }
}
