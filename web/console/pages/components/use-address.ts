import { useNavigate, useSearch } from '@tanstack/react-router'

type Address = Readonly<Record<string, string | undefined>>

/** The filters of a page as its address holds them, and a way to change some; an empty value takes its part away. */
export function useAddress(): readonly [Address, (change: Address) => void] {
  const search = useSearch({ strict: false }) as Address
  const navigate = useNavigate()
  const change = (patch: Address) => {
    const next = Object.entries({ ...search, ...patch }).filter(([, value]) => value)
    void navigate({ to: '.', search: Object.fromEntries(next), replace: true })
  }
  return [search, change]
}
