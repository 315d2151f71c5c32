import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useMe } from '#web/kit/session.ts'
import { type MapSearch, type MapView, searchOf, viewOf } from '../../map-address.ts'
import { keepPreferences, loadPreferences, type MapPreferences } from './preferences.ts'

/** What is looked at, by the address first and by what this person had last otherwise, and ways to change both. */
export function useView() {
  const me = useMe()
  const search = useSearch({ strict: false }) as MapSearch
  const navigate = useNavigate()
  const [preferences, setPreferences] = useState(() => loadPreferences(me.personId))
  const view = useMemo(() => viewOf(search), [search])
  const latest = useRef(view)
  latest.current = view
  const change = useCallback(
    (patch: MapView) => {
      latest.current = { ...latest.current, ...patch }
      void navigate({ to: '/map', search: searchOf(latest.current), replace: true })
    },
    [navigate],
  )
  const prefer = useCallback(
    (patch: Partial<MapPreferences>) =>
      setPreferences((before) => {
        const after = { ...before, ...patch }
        keepPreferences(me.personId, after)
        return after
      }),
    [me.personId],
  )
  const layers = view.layers ?? preferences.layers
  const hidden = view.hidden ?? preferences.hidden
  return { view, change, preferences, prefer, layers, hidden }
}

export type View = ReturnType<typeof useView>
