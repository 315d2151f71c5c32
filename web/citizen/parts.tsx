import { type ReactNode, useEffect, useRef } from 'react'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { Icon } from './icon.tsx'
import { sayError } from './plain-words.ts'
import { words } from './words.ts'

/** The heading of a screen: takes the focus when the screen opens and names the page. */
export function Title({ children, step }: { children: string; step?: 1 | 2 | 3 }) {
  const w = useWords(words)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${children} · ${w.appName}`
  }, [children, w])
  useEffect(() => {
    scrollTo(0, 0)
    // The first screen of a visit leaves the focus where the browser put it.
    if (document.activeElement !== document.body || location.hash) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className="title">
      {step && (
        <p className="step">
          <span className="step-bar" aria-hidden="true">
            {[1, 2, 3].map((n) => (
              <i key={n} className={n <= step ? 'on' : ''} />
            ))}
          </span>
          {w.step(step)}
        </p>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
    </div>
  )
}

/** A failure in plain words, with the way on. */
export function Failure({ error, onRetry, note }: { error: unknown; onRetry?: () => void; note?: string }) {
  const w = useWords(words)
  const language = useLanguage()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <div ref={box} className="notice notice-bad" role="alert">
      <p>{sayError(error, language)}</p>
      {note && <p>{note}</p>}
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          <Icon name="again" />
          {w.retry}
        </button>
      )}
    </div>
  )
}

/** The bar of buttons at the foot of a screen, always in reach of the thumb. */
export const Actions = ({ children }: { children: ReactNode }) => <div className="actions">{children}</div>

/** A sentence that is wrong beside the field it concerns. */
export const FieldError = ({ id, children }: { id: string; children: string | undefined }) =>
  children ? (
    <p id={id} className="field-error" role="alert">
      {children}
    </p>
  ) : null
