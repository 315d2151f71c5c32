import { Button, Input, InputNumber, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { frameWords } from '../register/words.ts'
import { type Declared, extensionOf, type FrameChoice, fileTypes } from './declared.ts'
import { words } from './words.ts'

const MOST_BYTES = 20 * 1024 * 1024

type Props = {
  declared: Declared
  onChange: (patch: Partial<Declared>) => void
  onDryRun: () => void
  isBusy: boolean
}

/** The file and what is declared of it. */
export function FilePart({ declared, onChange, onDryRun, isBusy }: Props) {
  const w = useWords(words)
  const [fault, setFault] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = missingOf(declared)
    setFault(missing ? w[missing] : '')
    if (!missing && !isBusy) onDryRun()
  }
  return (
    <form className="import-part form" aria-label={w.step2} onSubmit={submit} noValidate>
      <FileField declared={declared} onChange={onChange} onFault={setFault} />
      {declared.kind === 'conditions' ? (
        <StandardFields declared={declared} onChange={onChange} />
      ) : (
        <FrameFields declared={declared} onChange={onChange} />
      )}
      {fault && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {isBusy ? w.running : w.dryRun}
        </Button>
      </div>
    </form>
  )
}

function missingOf({ kind, file, name, day }: Declared): 'needFile' | 'needName' | 'needDay' | undefined {
  if (!file) return 'needFile'
  if (kind === 'conditions' && name.trim() === '') return 'needName'
  return kind === 'cells' && day === '' ? 'needDay' : undefined
}

type FieldProps = Pick<Props, 'declared' | 'onChange'>

function FileField({ declared: { kind, file }, onChange, onFault }: FieldProps & { onFault: (fault: string) => void }) {
  const w = useWords(words)
  const types = fileTypes[kind]
  const shown = types.join('、')
  const take = (chosen: File | undefined) => {
    if (!chosen) return
    const fault = !types.includes(extensionOf(chosen.name))
      ? w.fileWrong(shown)
      : chosen.size > MOST_BYTES
        ? w.fileLarge
        : ''
    onFault(fault)
    onChange({ file: fault ? null : chosen })
  }
  return (
    <div className="field import-file">
      <label htmlFor="import-file">{w.file}</label>
      <div className="import-drop">
        <span className="import-choose" aria-hidden="true">
          {w.chooseFile}
        </span>
        <span id="import-file-hint" role="status">
          {file ? w.fileChosen(file.name, Math.ceil(file.size / 1024)) : w.fileHint(shown)}
        </span>
        {/* Lies over the whole box, so that a file may be dropped anywhere in it. */}
        <input
          id="import-file"
          type="file"
          accept={types.join(',')}
          aria-describedby="import-file-hint"
          onChange={({ target }) => {
            take(target.files?.[0])
            target.value = ''
          }}
        />
      </div>
    </div>
  )
}

function FrameFields({ declared: { kind, frame, meridian, day }, onChange }: FieldProps) {
  const w = useWords(words)
  const frames = useWords(frameWords)
  const options = [
    ...Object.entries(frames).map(([value, label]) => ({ value: value as FrameChoice, label })),
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
      {frame === 'plane' && (
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

function StandardFields({ declared: { edition, name }, onChange }: FieldProps) {
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
