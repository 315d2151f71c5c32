import { Link } from '@tanstack/react-router'
import { useWords } from '#web/kit/language.ts'
import { Nothing } from '#web/kit/states.tsx'
import { words } from '../../words.ts'

export function LostPage() {
  const w = useWords(words)
  return (
    <Nothing title={w.lost} isPage>
      <p>{w.lostHint}</p>
      <p>
        <Link to="/">{w.toHome}</Link>
      </p>
    </Nothing>
  )
}
