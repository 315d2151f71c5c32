import { Input } from 'antd'
import { type Kind, kindsOf } from '#sense/instruction/contract.ts'
import { FieldFrame } from '#web/kit/form/field.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { sayingOf } from './mapping-draft.ts'
import type { PartProps } from './mapping-up.tsx'
import { mappingWords } from './mapping-words.ts'

/** How a device is told things in its maker's own JSON, each with what would be sent; and where its answers are. */
export function MappingDown({ draft, onChange, faultAt, protocol }: PartProps & { protocol: string }) {
  const w = useWords(mappingWords)
  // Free commands carry a document of their own.
  const kinds = kindsOf(protocol).filter(({ kind }) => kind !== 'send')
  const said = Object.entries(draft.down)
    .filter(([, body]) => body.trim() !== '')
    .map(([kind]) => kind)
  const answers = [
    ['id', w.answerId],
    ['ok', w.answerOk],
    ['equals', w.answerEquals],
  ] as const
  return (
    <>
      <fieldset className="mapping-part">
        <legend>{w.down}</legend>
        <p className="quiet">{w.downHint}</p>
        {kinds.map((kind) => (
          <Saying
            key={kind.kind}
            kind={kind}
            body={draft.down[kind.kind] ?? ''}
            fault={faultAt(`down.${said.indexOf(kind.kind)}`)}
            onChange={(body) =>
              onChange({ ...draft, down: { ...draft.down, [kind.kind]: body } }, `down.${said.indexOf(kind.kind)}`)
            }
          />
        ))}
      </fieldset>
      <fieldset className="mapping-part">
        <legend>{w.answer}</legend>
        <div className="mapping-line">
          {answers.map(([name, label]) => (
            <FieldFrame key={name} label={label} fault={faultAt(`answer.${name}`)}>
              {(control) => (
                <Input
                  {...control}
                  value={draft.answer[name]}
                  onChange={({ target }) =>
                    onChange({ ...draft, answer: { ...draft.answer, [name]: target.value } }, `answer.${name}`)
                  }
                />
              )}
            </FieldFrame>
          ))}
        </div>
      </fieldset>
    </>
  )
}

type SayingProps = {
  kind: Kind
  body: string
  fault: { readonly zh: string; readonly en: string } | undefined
  onChange: (body: string) => void
}

function Saying({ kind, body, fault, onChange }: SayingProps) {
  const w = useWords(mappingWords)
  const pick = usePick()
  const saying = sayingOf(kind, body)
  const own = saying && 'fault' in saying ? saying.fault : undefined
  const words = own && ('name' in own ? mappingWords.unknownName : mappingWords.notJson)
  const text = own && ('name' in own ? w.unknownName(own.name) : w.notJson)
  const shown = fault ?? (words && text ? { zh: text, en: text } : undefined)
  return (
    <FieldFrame
      label={pick(kind)}
      hint={w.can(['id', ...kind.fields.map(({ name }) => name)].map((name) => `{{${name}}}`).join(' '))}
      isOptional
      fault={shown}
    >
      {(control) => (
        <>
          <Input.TextArea
            {...control}
            className="mapping-body"
            autoSize={{ minRows: 2, maxRows: 10 }}
            value={body}
            onChange={({ target }) => onChange(target.value)}
          />
          {saying && 'said' in saying && (
            <p className="mapping-said">
              {w.wouldSay} <code>{saying.said}</code>
            </p>
          )}
        </>
      )}
    </FieldFrame>
  )
}
