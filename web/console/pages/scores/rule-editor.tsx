import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { defaultHighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { useLanguage } from '#web/kit/language.ts'

export type RuleFaultLine = { readonly line: number; readonly name: string; readonly zh: string; readonly en: string }

type Props = {
  label: string
  text: string
  faults: readonly RuleFaultLine[]
  onChange: (text: string) => void
}

/** A text editor for JSON with line numbers, undo and the server's faults at their lines. `text` is what it begins with. */
export function RuleEditor({ label, text, faults, onChange }: Props) {
  const language = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const told = useRef(onChange)
  told.current = onChange
  const begun = useRef(text)
  useEffect(() => {
    if (!place.current) return
    const opened = new EditorView({
      parent: place.current,
      state: EditorState.create({ doc: begun.current, extensions: extensionsOf(label, (now) => told.current(now)) }),
    })
    view.current = opened
    return () => opened.destroy()
  }, [label])
  useEffect(() => {
    const shown = view.current
    if (!shown) return
    const marks = faults.map((fault): Diagnostic => {
      const { from, to } = shown.state.doc.line(Math.min(Math.max(fault.line, 1), shown.state.doc.lines))
      return { from, to, severity: 'error', message: fault[language] }
    })
    shown.dispatch(setDiagnostics(shown.state, marks))
  }, [faults, language])
  return <div className="score-editor" ref={place} />
}

const extensionsOf = (label: string, onChange: (text: string) => void) => [
  lineNumbers(),
  history(),
  // Tab leaves the editor: it must not hold anybody who works by keyboard.
  keymap.of([...defaultKeymap, ...historyKeymap]),
  lintGutter(),
  json,
  syntaxHighlighting(defaultHighlightStyle),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ 'aria-label': label }),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) onChange(update.state.doc.toString())
  }),
]

const json = StreamLanguage.define({
  token: (stream) => {
    if (stream.match(/^"(?:[^"\\]|\\.)*"(?=\s*:)/)) return 'propertyName'
    if (stream.match(/^"(?:[^"\\]|\\.)*"/)) return 'string'
    if (stream.match(/^-?\d+(?:\.\d+)?/)) return 'number'
    if (stream.match(/^(?:true|false|null)\b/)) return 'atom'
    stream.next()
    return null
  },
})
