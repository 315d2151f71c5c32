import { Link, useLocation } from '@tanstack/react-router'
import { Button } from 'antd'
import { CheatSheet } from '#web/kit/keys/cheat-sheet.tsx'
import { defineWords, usePick, useWords } from '#web/kit/language.ts'
import { helpFor } from '../pages/help/page-help.ts'
import './page-help.css'
import { askForTour } from './tour-kept.ts'

const words = defineWords({
  print: { zh: '打印', en: 'Print' },
  handbook: { zh: '使用手册', en: 'Handbook' },
  tour: { zh: '重看导览', en: 'Take the tour' },
})

/** What `?` brings: what this page is for, then every key. */
export function PageHelpDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const pathname = useLocation({ select: (location) => location.pathname })
  const help = helpFor(pathname)
  return (
    <CheatSheet onClose={onClose}>
      <section className="page-help" aria-label={help && pick(help.title)}>
        {help && (
          <>
            <h3>{pick(help.title)}</h3>
            <ul>
              {help.lines.map((line) => (
                <li key={line.en}>{pick(line)}</li>
              ))}
            </ul>
          </>
        )}
        <p className="page-help-links">
          <Button size="small" onClick={() => print()}>
            {w.print}
          </Button>
          <Button
            size="small"
            onClick={() => {
              onClose()
              askForTour()
            }}
          >
            {w.tour}
          </Button>
          <Link to="/help" onClick={onClose}>
            {w.handbook}
          </Link>
        </p>
      </section>
    </CheatSheet>
  )
}
