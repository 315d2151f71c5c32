import { Input, InputNumber, Select } from 'antd'
import { useWords } from '#web/kit/language.ts'
import { frameWords } from '../register/words.ts'
import type { Declared, FrameChoice, KindName } from './declared.ts'
import { words } from './words.ts'

type Props = {
  readonly kind: KindName
  readonly declared: Declared
  readonly onChange: (patch: Partial<Declared>) => void
}

/** What has to be declared of a file of its kind. */
export const DeclaredFields = (props: Props) =>
  props.kind === 'conditions' ? <StandardFields {...props} /> : <FrameFields {...props} />

function FrameFields({ kind, declared: { frame, meridian, day }, onChange }: Props) {
  const w = useWords(words)
  const frames = useWords(frameWords)
  const degrees = Object.entries(frames).map(([value, label]) => ({ value: value as FrameChoice, label }))
  const options =
    kind === 'devices'
      ? degrees
      : [
          ...degrees,
          { value: 'plane' as const, label: w.framePlane },
          { value: 'as-file' as const, label: w.frameAsFile },
        ]
  return (
    <div className="import-row">
      <div className="field">
        <label htmlFor="import-frame">{w.frame}</label>
        <Select
          id="import-frame"
          aria-describedby="import-frame-hint"
          value={frame}
          options={options}
          onChange={(value) => onChange({ frame: value })}
        />
        <p id="import-frame-hint" className="field-hint">
          {w.frameHint}
        </p>
      </div>
      {frame === 'plane' && kind !== 'devices' && (
        <div className="field">
          <label htmlFor="import-meridian">{w.meridian}</label>
          <InputNumber
            id="import-meridian"
            min={73}
            max={136}
            step={3}
            value={meridian}
            aria-describedby="import-meridian-hint"
            onChange={(value) => onChange({ meridian: value })}
          />
          <p id="import-meridian-hint" className="field-hint">
            {w.meridianHint}
          </p>
        </div>
      )}
      {kind === 'cells' && (
        <div className="field">
          <label htmlFor="import-day">{w.day}</label>
          <Input id="import-day" type="date" value={day} onChange={({ target }) => onChange({ day: target.value })} />
        </div>
      )}
    </div>
  )
}

function StandardFields({ declared: { edition, name }, onChange }: Props) {
  const w = useWords(words)
  return (
    <div className="import-row">
      <div className="field">
        <label htmlFor="import-edition">{w.edition}</label>
        <Select
          id="import-edition"
          value={edition}
          options={[
            { value: '2026' as const, label: 'GB/T 47678.5-2026' },
            { value: '2013' as const, label: 'GB/T 30428.2-2013' },
          ]}
          onChange={(value) => onChange({ edition: value })}
        />
      </div>
      <div className="field">
        <label htmlFor="import-name">{w.name}</label>
        <Input
          id="import-name"
          maxLength={100}
          value={name}
          onChange={({ target }) => onChange({ name: target.value })}
        />
      </div>
    </div>
  )
}
