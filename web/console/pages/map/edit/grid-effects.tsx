import type { previewGridChange } from '#city/grid/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { formatSurface } from '../format.ts'
import { gridWords } from './grid-words.ts'

/** What a change would bring, before anybody agrees to it. */
export function GridEffects({ preview }: { readonly preview: ReplyOf<typeof previewGridChange> }) {
  const w = useWords(gridWords)
  const pick = usePick()
  const language = useLanguage()
  const { retired, opened, reshaped, findings } = preview
  const size = (m2: number) => formatSurface(m2, language)
  return (
    <div className="edit-effects" aria-live="polite">
      {findings.length > 0 ? (
        <div className="form-refusal" role="alert">
          {w.misfits}
          <ul>
            {findings.map((finding) => (
              <li key={finding.en}>{pick(finding)}</li>
            ))}
          </ul>
        </div>
      ) : (
        <p className="edit-fits">✓ {w.fits}</p>
      )}
      <Codes title={w.retired} rows={retired.map(({ code, areaM2 }) => [code, size(areaM2)])} />
      <Codes title={w.opened} rows={opened.map(({ code, areaM2 }) => [code, size(areaM2)])} />
      <Codes
        title={w.reshaped}
        rows={reshaped.map(({ code, beforeM2, areaM2 }) => [code, `${size(beforeM2)} → ${size(areaM2)}`])}
      />
      {retired.length > 0 && <p className="quiet edit-found">{w.kept}</p>}
      <Effects impact={preview} />
    </div>
  )
}

type Impact = Pick<ReplyOf<typeof previewGridChange>, 'components' | 'cases' | 'beats' | 'duties'>

/** What a change does to all that hangs on its cells. */
export function Effects({ impact: { components, cases, beats, duties } }: { readonly impact: Impact }) {
  const w = useWords(gridWords)
  return (
    <ul className="edit-list">
      <li>{w.components(components.total)}</li>
      <li>{w.cases(cases.open, cases.ended)}</li>
      {beats.map(({ beatId, name, person, before, after }) => (
        <li key={beatId}>{w.beat(name, person ?? w.nobody, before, after)}</li>
      ))}
      {duties.length > 0 && <li>{w.duties(duties.length)}</li>}
    </ul>
  )
}

function Codes({ title, rows }: { readonly title: string; readonly rows: readonly (readonly [string, string])[] }) {
  if (rows.length === 0) return null
  return (
    <dl className="edit-codes">
      <dt>{title}</dt>
      {rows.map(([code, size]) => (
        <dd key={code}>
          <span className="map-number">{code}</span> <span className="quiet">{size}</span>
        </dd>
      ))}
    </dl>
  )
}
