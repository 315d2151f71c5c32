import type { changeAttributes, previewAttributeChange } from '#city/component/bulk/contract.ts'
import { type Attribute, attributeText } from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Items = ReplyOf<typeof previewAttributeChange>['items']
type Left = ReplyOf<typeof changeAttributes>['left']

/** Each component with what becomes of its attributes, or why nothing does. */
export function ForetoldTable({ items, attributes }: { items: Items; attributes: readonly Attribute[] }) {
  const w = useWords(words)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table scrolls by keyboard only when it can be focused.
    <section className="attribute-rows" tabIndex={0} aria-label={w.becomes}>
      <table>
        <thead>
          <tr>
            <th>{w.component}</th>
            <th>{w.becomes}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.code}>
              <td>
                <span className="list-code">{item.code}</span>
                <br />
                <span className="quiet">{item.address ?? item.name}</span>
              </td>
              <td>
                {item.refusal ? <Why refusal={item.refusal} /> : <Differences item={item} attributes={attributes} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Differences({ item, attributes }: { item: Items[number]; attributes: readonly Attribute[] }) {
  const w = useWords(words)
  const language = useLanguage()
  const say = (attribute: Attribute, value: unknown, none: string) =>
    value === null || value === undefined ? none : attributeText(attribute, value, language)
  return (
    <ul>
      {attributes.map((one) => (
        <li key={one.name}>
          {one[language]}：{say(one, item.before[one.name], '—')} → <b>{say(one, item.after?.[one.name], w.empty)}</b>
        </li>
      ))}
    </ul>
  )
}

function Why({ refusal }: { refusal: { readonly zh: string; readonly en: string } }) {
  const pick = usePick()
  return (
    <span className="tone-red">
      <Glyph name="late" /> {pick(refusal)}
    </span>
  )
}

/** Those that stay as they are, each with the reason. */
export function LeftTable({ left }: { left: Left }) {
  const w = useWords(words)
  return (
    <section className="attribute-rows" aria-label={w.component}>
      <table>
        <tbody>
          {left.map(({ code, refusal }) => (
            <tr key={code}>
              <td className="list-code">{code}</td>
              <td>
                <Why refusal={refusal} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
