import { lengthMetres } from '#analyse/map/contract.ts'
import { attributeText, type getComponent } from '#city/component/contract.ts'
import { point } from '#city/place/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { changeWords, stateWords, words } from './words.ts'

type Reply = ReplyOf<typeof getComponent>
type Entry = Reply['history'][number]

/** What happened to a component, newest first, each with what was before and after. */
export function ComponentHistory({ history, form }: Pick<Reply, 'history' | 'form'>) {
  const w = useWords(words)
  const changes = useWords(changeWords)
  const newestFirst = [...history].sort((a, b) => b.revision - a.revision)
  return (
    <section aria-labelledby="component-history">
      <h3 id="component-history">{w.history}</h3>
      <ol className="history">
        {newestFirst.map((entry) => (
          <li key={entry.revision}>
            <p>
              <b>{changes[entry.change]}</b>{' '}
              <span className="quiet">
                {formatTime(entry.at)} · {entry.by}
              </span>
            </p>
            {entry.reason && <p>{entry.reason}</p>}
            <Differences entry={entry} />
            <AttributeDifferences entry={entry} form={form} />
          </li>
        ))}
      </ol>
    </section>
  )
}

type Place = { readonly lon: number; readonly lat: number }

const degreesOf = ({ lon, lat }: Place): string => `${lon.toFixed(6)}, ${lat.toFixed(6)}`

const metresBetween = (from: Place, to: Place): string =>
  lengthMetres([point(from.lon, from.lat), point(to.lon, to.lat)]).toFixed(1)

function Differences({ entry: { before, after } }: { entry: Entry }) {
  const w = useWords(words)
  const states = useWords(stateWords)
  if (!before || !after) return null
  const say = (name: string, value: unknown): string =>
    value === null || value === undefined || value === ''
      ? '—'
      : name === 'place'
        ? degreesOf(value as Place)
        : name === 'state'
          ? (states[value as keyof typeof states] ?? String(value))
          : typeof value === 'object'
            ? JSON.stringify(value)
            : String(value)
  const names = Object.keys(after).filter(
    (name) => name !== 'attributes' && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  return (
    <ul>
      {names.map((name) => (
        <li key={name}>
          {name in w ? String(w[name as 'name']) : name}：{say(name, before[name])} → {say(name, after[name])}
          {name === 'place' && `（${w.farther(metresBetween(before[name] as Place, after[name] as Place))}）`}
        </li>
      ))}
    </ul>
  )
}

/** Attribute by attribute, so that one height among ten values is found. */
function AttributeDifferences({ entry: { before, after }, form }: { entry: Entry; form: Reply['form'] }) {
  const language = useLanguage()
  const was = (before?.attributes ?? {}) as Readonly<Record<string, unknown>>
  const is = (after?.attributes ?? {}) as Readonly<Record<string, unknown>>
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  )
  const say = (name: string, value: unknown): string => {
    if (value === undefined) return '—'
    const attribute = form.find((one) => one.name === name)
    return attribute ? attributeText(attribute, value, language) : String(value)
  }
  if (names.length === 0) return null
  return (
    <ul>
      {names.map((name) => (
        <li key={name}>
          {form.find((one) => one.name === name)?.[language] ?? name}：{say(name, was[name])} → {say(name, is[name])}
        </li>
      ))}
    </ul>
  )
}
