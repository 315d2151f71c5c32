import { Button, Modal, Switch } from 'antd'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { defineWords, usePick, useWords } from '../language.ts'
import { type ActionId, actionIds, actionOf, type Place, places } from './actions.ts'
import { capsOf, isReserved, keyOf, keysOf, noChoices, takenBy } from './binding.ts'
import { Caps } from './caps.tsx'
import { setChoices, useChoices } from './choices.ts'

const words = defineWords({
  title: { zh: '帮助与快捷键', en: 'Help and shortcuts' },
  hint: {
    zh: '点一个按键再按新的键即可更换；用输入法打字时不会误触。',
    en: 'Choose a key and press another to change it; nothing acts while you type with an input method.',
  },
  press: { zh: '请按新键', en: 'Press a key' },
  waiting: { zh: '请按新的键，Esc 取消。', en: 'Press the new key, Esc to leave it.' },
  change: {
    zh: (what: string, caps: string) => `${what}：${caps}，更换按键`,
    en: (what: string, caps: string) => `${what}: ${caps}, change the key`,
  },
  reserved: { zh: '这个键归浏览器使用，请换一个。', en: 'The browser needs that key; choose another.' },
  taken: {
    zh: (what: string) => `已用于“${what}”，请换一个。`,
    en: (what: string) => `Used for “${what}”; choose another.`,
  },
  changed: { zh: '已更换，只在这台电脑的浏览器生效。', en: 'Changed, in this browser only.' },
  letters: { zh: '单个字母和数字键起作用', en: 'Single letters and digits act' },
  reset: { zh: '恢复默认', en: 'Reset' },
  off: { zh: '已停用', en: 'off' },
})

type Said = { readonly text: string; readonly isWrong: boolean }

/** Every shortcut with its keys, each to be changed in place, below what is said first; letters can be turned off as a whole. */
export function CheatSheet({ onClose, children }: { onClose: () => void; children?: ReactNode }) {
  const w = useWords(words)
  const choices = useChoices()
  const [waiting, setWaiting] = useState<ActionId>()
  const [said, setSaid] = useState<Said>()
  const letters = useId()
  const change = useChange(setWaiting, setSaid)
  return (
    <Modal open title={w.title} onCancel={onClose} footer={null} width={760} keyboard={waiting === undefined}>
      {children}
      <p className="quiet">{w.hint}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the key that the button inside is waiting for. */}
      <div className="key-sheet" onKeyDown={(event) => waiting && change(event, waiting)}>
        {(Object.keys(places) as Place[]).map((place) => (
          <PlaceTable
            key={place}
            place={place}
            waiting={waiting}
            onWait={(id) => {
              setWaiting(id)
              setSaid({ text: w.waiting, isWrong: false })
            }}
          />
        ))}
      </div>
      <p className={said?.isWrong ? 'key-sheet-said wrong' : 'key-sheet-said'} role="status">
        {said?.text}
      </p>
      <div className="key-sheet-foot">
        <label htmlFor={letters}>
          <Switch
            id={letters}
            size="small"
            checked={!choices.lettersOff}
            onChange={(isOn) => setChoices({ ...choices, lettersOff: !isOn })}
          />{' '}
          {w.letters}
        </label>
        <Button onClick={() => setChoices(noChoices)}>{w.reset}</Button>
      </div>
    </Modal>
  )
}

/** Takes the pressed key for an action, or says why not. */
function useChange(setWaiting: (id: ActionId | undefined) => void, setSaid: (said: Said | undefined) => void) {
  const w = useWords(words)
  const pick = usePick()
  const choices = useChoices()
  return (event: KeyboardEvent, id: ActionId) => {
    const key = keyOf(event.nativeEvent)
    if (key === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const finish = (said: Said | undefined) => {
      setWaiting(undefined)
      setSaid(said)
    }
    if (key === 'Escape' || key === 'Tab') return finish(undefined)
    if (isReserved(key)) return finish({ text: w.reserved, isWrong: true })
    const other = takenBy(key, id, choices)
    if (other) return finish({ text: w.taken(pick(actionOf(other))), isWrong: true })
    setChoices({ ...choices, keys: { ...choices.keys, [id]: key } })
    finish({ text: w.changed, isWrong: false })
  }
}

type TableProps = { place: Place; waiting: ActionId | undefined; onWait: (id: ActionId) => void }

function PlaceTable({ place, waiting, onWait }: TableProps) {
  const pick = usePick()
  return (
    <table>
      <caption>{pick(places[place])}</caption>
      <tbody>
        {actionIds
          .filter((id) => actionOf(id).place === place)
          .map((id) => (
            <tr key={id}>
              <th scope="row">{pick(actionOf(id))}</th>
              <td>
                <Keys id={id} isWaiting={waiting === id} onWait={() => onWait(id)} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

function Keys({ id, isWaiting, onWait }: { id: ActionId; isWaiting: boolean; onWait: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const choices = useChoices()
  const { isFixed, twin } = actionOf(id)
  const own = keysOf(id, choices).filter((key) => key !== twin)[0]
  const shown = own ? <Caps of={own} /> : <span className="quiet">{w.off}</span>
  return (
    <>
      {isFixed ? (
        <>
          <span className="unseen">{own && capsOf(own).join(' ')}</span>
          {shown}
        </>
      ) : (
        <button
          type="button"
          className="key-change"
          aria-pressed={isWaiting}
          aria-label={w.change(pick(actionOf(id)), own ? capsOf(own).join(' ') : w.off)}
          onClick={onWait}
        >
          {isWaiting ? w.press : shown}
        </button>
      )}
      {twin && <Caps of={twin} />}
    </>
  )
}
