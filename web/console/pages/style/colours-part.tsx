import { contrast, distance, sightNames } from '#web/kit/colour.ts'
import { useWords } from '#web/kit/language.ts'
import { useTheme } from '#web/kit/look.ts'
import { palettes, type Tone, toneNames } from '#web/kit/tokens.ts'
import { words } from './words.ts'

/** The tones with what was measured of them, in the theme on the screen. */
export function ColoursPart() {
  const w = useWords(words)
  const palette = palettes[useTheme()]
  const nearest = (tone: Tone, sight: (typeof sightNames)[number]) =>
    Math.min(
      ...toneNames.filter((other) => other !== tone).map((other) => distance(palette[tone], palette[other], sight)),
    )
  return (
    <section className="panel">
      <h2>{w.colours}</h2>
      <table className="style-table">
        <thead>
          <tr>
            <th scope="col">{w.tone}</th>
            <th scope="col">{w.onPaper}</th>
            <th scope="col">{w.onSoft}</th>
            {sightNames.map((sight) => (
              <th key={sight} scope="col">
                {w.nearest} · {w[sight]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {toneNames.map((tone) => (
            <tr key={tone}>
              <th scope="row">
                <span className={`tag tone-${tone}`}>■ {palette[tone]}</span>
              </th>
              <td>{contrast(palette[tone], palette.paper).toFixed(1)}</td>
              <td>{contrast(palette[tone], palette[`${tone}-soft`]).toFixed(1)}</td>
              {sightNames.map((sight) => (
                <td key={sight}>{nearest(tone, sight).toFixed(0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
