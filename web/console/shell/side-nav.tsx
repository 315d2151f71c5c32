import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { countCases } from '#city/case/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { words } from '../words.ts'
import { pages } from './pages.ts'

/** Work lists with their counts, then the pages this person's posts open. */
export function SideNav() {
  const w = useWords(words)
  const me = useMe()
  const pathname = useLocation({ select: (location) => location.pathname })
  return (
    <nav className="side-nav" aria-label={w.navigation}>
      <ul>
        <li>
          <NavLink to="/" label={w.home} isHere={pathname === '/'} />
        </li>
      </ul>
      {may(me, 'case.read') && <Worklists />}
      <h2>{w.work}</h2>
      <ul>
        {pages
          .filter(({ permission }) => may(me, permission))
          .map(({ to, key }) => (
            <li key={to}>
              <NavLink to={to} label={w[key]} isHere={pathname === to || pathname.startsWith(`${to}/`)} />
            </li>
          ))}
        <li>
          <NavLink to="/help" label={w.help} isHere={pathname === '/help'} />
        </li>
      </ul>
    </nav>
  )
}

type LinkProps = { to: '/' | '/help' | (typeof pages)[number]['to']; label: string; isHere: boolean }

const NavLink = ({ to, label, isHere }: LinkProps) => (
  <Link to={to} className={isHere ? 'here' : ''} aria-current={isHere ? 'page' : undefined}>
    {label}
  </Link>
)

function Worklists() {
  const w = useWords(words)
  const pick = usePick()
  const { data } = useQuery({ ...ask(countCases, {}), refetchInterval: 120_000 })
  const here = useLocation({
    select: ({ pathname, search }) => (pathname.startsWith('/cases') ? (search as { list?: string }).list : undefined),
  })
  return (
    <>
      <h2>{w.worklists}</h2>
      <ul>
        {data?.lists.map(({ id, total, late, ...name }) => (
          <li key={id}>
            <Link
              to="/cases"
              search={{ list: id }}
              className={here === id ? 'here' : ''}
              aria-current={here === id ? 'page' : undefined}
              aria-label={`${pick(name)} ${w.count(total, late)}`}
            >
              <span>{pick(name)}</span>
              <span className="nav-counts" aria-hidden="true">
                {late > 0 && id !== 'late' && (
                  <span className="nav-late">
                    <Glyph name="late" />
                    {late}
                  </span>
                )}
                <span className={total === 0 ? 'nav-none' : ''}>{total}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
