import { useId } from 'react'
import { useWords } from '../language.ts'
import { extensionOf } from './import-kind.ts'
import { words } from './words.ts'

const MOST_BYTES = 20 * 1024 * 1024

type Props = {
  readonly types: readonly string[]
  readonly file: File | undefined
  readonly onFile: (file: File | undefined, fault: string) => void
}

/** A file by choosing or dropping it; one of another kind, or too large, is refused before it is sent. */
export function FileField({ types, file, onFile }: Props) {
  const w = useWords(words)
  const id = useId()
  const shown = types.join('、')
  const take = (chosen: File | undefined) => {
    if (!chosen) return
    const isKnown = types.includes(extensionOf(chosen.name))
    const fault = !isKnown ? w.fileWrong(shown) : chosen.size > MOST_BYTES ? w.fileLarge : ''
    onFile(fault ? undefined : chosen, fault)
  }
  return (
    <div className="field import-file">
      <label htmlFor={id}>{w.file}</label>
      <div className="import-drop">
        <span className="import-choose" aria-hidden="true">
          {w.chooseFile}
        </span>
        <span id={`${id}-hint`} role="status">
          {file ? w.fileChosen(file.name, Math.ceil(file.size / 1024)) : w.fileHint(shown)}
        </span>
        {/* Lies over the whole box, so that a file may be dropped anywhere in it. */}
        <input
          id={id}
          type="file"
          accept={types.join(',')}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => {
            take(target.files?.[0])
            target.value = ''
          }}
        />
      </div>
    </div>
  )
}
