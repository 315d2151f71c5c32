import { Link } from '@tanstack/react-router'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

const parts = [
  { to: '/scores', key: 'sheets' },
  { to: '/scores/runs', key: 'runs' },
  { to: '/scores/rules', key: 'rules' },
] as const

/** The title of the scores and the way between their three pages. */
export function PartsNav({ id }: { id: string }) {
  const w = useWords(words)
  return (
    <header className="list-head">
      <h1 id={id}>{w.title}</h1>
      <nav className="score-parts" aria-label={w.parts}>
        {parts.map(({ to, key }) => (
          <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
            {w[key]}
          </Link>
        ))}
      </nav>
    </header>
  )
}
