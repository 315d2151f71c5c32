import { SearchOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type FoundItem, searchAll } from '#city/search/contract.ts'
import { call } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { useSettled } from '#web/kit/use-settled.ts'
import './search.css'
import { Finds } from './search-finds.tsx'
import { certain, mapTargetOf, moved, type Target, targetOf, walk } from './search-target.ts'
import { searchWords } from './search-words.ts'
import { useRecent } from './use-recent.ts'

const SETTLE_MS = 120

/** One box for everything: / or Ctrl K comes here from anywhere, arrows choose, Enter opens, Shift Enter opens on the map. */
export function SearchBox() {
  return may(useMe(), 'organisation.read') ? <Box /> : <span className="search-gap" />
}

function Box() {
  const w = useWords(searchWords)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const box = useSearching(input)
  const { text, isOpen, items, at } = box
  useWayHere(input)
  const active = isOpen && at >= 0 && items[at] ? `${id}-${at}` : undefined
  return (
    <search
      className="search-box"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && box.close()}
    >
      <form onSubmit={(event) => event.preventDefault()}>
        <SearchOutlined aria-hidden />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={w.search}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-activedescendant={active}
          aria-autocomplete="list"
          placeholder={w.hint}
          maxLength={60}
          autoComplete="off"
          enterKeyHint="search"
          value={text}
          onChange={(event) => box.type(event.target.value, (event.nativeEvent as InputEvent).isComposing)}
          onCompositionEnd={(event) => box.type(event.currentTarget.value, false)}
          onFocus={box.open}
          onKeyDown={box.press}
        />
        <kbd>/</kbd>
      </form>
      {isOpen && <Finds id={id} box={box} />}
    </search>
  )
}

export type Searching = ReturnType<typeof useSearching>

/** The state of the box: what is typed, what was found, which find is marked. */
function useSearching(input: { readonly current: HTMLInputElement | null }) {
  const me = useMe()
  const navigate = useNavigate()
  const mayCases = may(me, 'case.read')
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const { recent, remember, forget } = useRecent(me.personId)
  const [sought, setSought] = useState('')
  const settled = useSettled(sought, SETTLE_MS)
  const question = { ...ask(searchAll, { query: { q: settled, limit: 5 } }), staleTime: 5_000 }
  const { data, error, isFetching } = useQuery({
    ...question,
    enabled: settled !== '',
    placeholderData: keepPreviousData,
  })
  const groups = text.trim() === '' ? [] : (data?.groups ?? [])
  const items = walk(groups)

  const leave = (target: Target | undefined) => {
    if (!target) return
    remember(text.trim())
    setOpen(false)
    setAt(-1)
    setText('')
    setSought('')
    input.current?.blur()
    void navigate(target)
  }
  const choose = (item: FoundItem, onMap = false) =>
    leave((onMap ? mapTargetOf(item) : undefined) ?? targetOf(item, mayCases))
  /** Enter without a choice: the one certain find, else the list of cases that match, else the first find. */
  const enter = async () => {
    const q = text.trim()
    if (q === '') return
    const found = await call(searchAll, { query: { q, limit: 5 } }).catch(() => undefined)
    const only = found && certain(found.groups)
    if (only) return choose(only)
    if (mayCases) return leave({ to: '/cases', search: { q, sort: 'reported' } })
    const first = found && walk(found.groups)[0]
    if (first) choose(first)
  }
  const press = (event: KeyboardEvent) => {
    // Enter and arrows belong to the input method while it composes.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      setAt(moved(at, event.key === 'ArrowDown' ? 1 : -1, items.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const item = items[at]
      if (item) choose(item, event.shiftKey)
      else void enter()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (isOpen) setOpen(false)
      else input.current?.blur()
    }
  }
  const type = (typed: string, isComposing: boolean) => {
    setText(typed)
    setOpen(true)
    setAt(-1)
    if (!isComposing) setSought(typed.trim())
  }
  return {
    ...{ text, isOpen, at, items, groups, recent, error, mayCases },
    isSettled: settled === text.trim() && !isFetching,
    open: () => setOpen(true),
    close: () => setOpen(false),
    ...{ type, press, choose, forget },
  }
}

/** The slash, or Ctrl K, from wherever nobody is typing. */
function useWayHere(input: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const isK = event.code === 'KeyK' && (event.ctrlKey || event.metaKey)
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event)
      if ((!isK && !isSlash) || event.isComposing || !input.current?.offsetParent) return
      event.preventDefault()
      input.current.select()
      input.current.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [input])
}

const isTyping = ({ target }: globalThis.KeyboardEvent): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
