import { autocompletion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { linter, lintGutter } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { readCondition, type ValueKind, variables } from '#command/rule/contract.ts'
import { type Language, useLanguage } from '#web/kit/language.ts'

export type Value = { readonly code: string; readonly name: string }
export type Values = (kind: ValueKind) => readonly Value[]

type Props = {
  readonly label: string
  readonly text: string
  readonly values: Values
  readonly onChange?: ((text: string) => void) | undefined
}

/** A condition as text, with completion of variables and values, and what is wrong marked at its place while one types. */
export function ConditionEditor({ label, text, values, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const language = useLanguage()
  const isReadOnly = onChange === undefined
  const told = useRef({ onChange, values })
  told.current = { onChange, values }
  // biome-ignore lint/correctness/useExhaustiveDependencies: text is put in below; the view lives as long as its words do.
  useEffect(() => {
    const made = new EditorView({
      parent: box.current!,
      state: EditorState.create({
        doc: text,
        extensions: [
          history(),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          autocompletion({ override: [(context) => complete(context, told.current.values, language)] }),
          linter(({ state }) => marks(state.doc.toString(), language), { delay: 250 }),
          lintGutter(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.editable.of(!isReadOnly),
          EditorState.readOnly.of(isReadOnly),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) told.current.onChange?.(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = made
    return () => made.destroy()
  }, [language, label, isReadOnly])
  useEffect(() => {
    const shown = view.current
    if (shown && shown.state.doc.toString() !== text)
      shown.dispatch({ changes: { from: 0, to: shown.state.doc.length, insert: text } })
  }, [text])
  return <div ref={box} className="condition-editor" />
}

function marks(text: string, language: Language) {
  const read = readCondition(text)
  if (read.ok) return []
  const { line = 1, column = 1 } = read.finding
  const from = Math.min(
    text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length +
      (line > 1 ? 1 : 0) +
      column -
      1,
    text.length,
  )
  return [{ from, to: Math.max(from, text.length), severity: 'error' as const, message: read.finding[language] }]
}

const inText = /(\w+)\s*(?:==|!=|in\s*\[[^\]]*|\.startsWith\(|\.contains\()\s*("[^"]*)$/

function complete(context: CompletionContext, values: Values, language: Language) {
  const before = context.state.sliceDoc(0, context.pos)
  const quoted = inText.exec(before)
  if (quoted) {
    const [, name = '', typed = ''] = quoted
    const kind = Object.hasOwn(variables, name) ? variables[name as keyof typeof variables].of : undefined
    if (!kind) return null
    const options = values(kind).map(({ code, name: title }) => ({
      label: code,
      detail: title,
      apply: `${code}"`,
    }))
    return { from: context.pos - typed.length + 1, options, filter: true }
  }
  const word = context.matchBefore(/\w*/)
  if (!word || (word.from === word.to && !context.explicit)) return null
  return { from: word.from, options: names(language) }
}

const names = (language: Language) => [
  ...Object.entries(variables).map(([label, words]) => ({ label, detail: words[language], type: 'variable' })),
  ...['true', 'in', 'startsWith', 'contains', 'endsWith'].map((label) => ({ label, type: 'keyword' })),
]
