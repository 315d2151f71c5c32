import { SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef } from 'react'
import { listCases } from '#city/case/contract.ts'
import { call } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { words } from '../words.ts'

/** A number leads straight to its case, anything else to a list of what matches. Ctrl K comes here from anywhere. */
export function SearchBox() {
  const w = useWords(words)
  const me = useMe()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || !input.current?.offsetParent) return
      event.preventDefault()
      input.current.select()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  if (!may(me, 'case.read')) return <span className="search-gap" />
  const find = async (event: FormEvent) => {
    event.preventDefault()
    const q = input.current?.value.trim()
    if (!q) return
    const found = await call(listCases, { query: { q, limit: 2, sort: 'reported' } }).catch(() => undefined)
    const [only, another] = found?.items ?? []
    if (only && !another) return navigate({ to: '/cases/$id', params: { id: only.caseId } })
    return navigate({ to: '/cases', search: { q, sort: 'reported' } })
  }
  return (
    <search className="search-box">
      <form onSubmit={find}>
        <SearchOutlined aria-hidden />
        <input
          ref={input}
          type="search"
          aria-label={w.search}
          placeholder={w.searchHint}
          maxLength={60}
          autoComplete="off"
        />
        <kbd>Ctrl K</kbd>
      </form>
    </search>
  )
}
