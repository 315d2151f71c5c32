import { Button, Checkbox, Select } from 'antd'
import { Glyph } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import { clock, type Moment, speeds } from './playback.ts'
import type { Playback } from './use-playback.ts'
import { words } from './words.ts'

/** Playing a day: on and off, how fast, and what is true at this second. */
export function Controls({ playback, moment }: { playback: Playback; moment: Moment }) {
  const w = useWords(words)
  const { second, isPlaying, speed, skips, toggle, setSpeed, setSkips } = playback
  const label = isPlaying ? w.pause : w.play
  return (
    <div className="tracks-controls">
      <Button type="primary" icon={<Glyph name={isPlaying ? 'pause' : 'play'} />} onClick={toggle}>
        {label}
      </Button>
      <Select
        aria-label={w.speed}
        value={speed}
        options={speeds.map((value) => ({ value, label: w.times(value) }))}
        onChange={setSpeed}
        style={{ inlineSize: 84 }}
      />
      <output className="tracks-now" aria-live="off">
        <strong>{clock(second, true)}</strong>
        {moment ? (
          <span>
            {moment.span && w[moment.span.kind]} {w.kmh(moment.kmh.toFixed(0))}
          </span>
        ) : (
          <span className="tracks-unknown">{w.nowhere}</span>
        )}
      </output>
      <Checkbox checked={skips} onChange={({ target }) => setSkips(target.checked)}>
        {w.skips}
      </Checkbox>
    </div>
  )
}
