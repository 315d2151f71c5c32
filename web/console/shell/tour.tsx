import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { defineWords, usePick, useWords } from '#web/kit/language.ts'
import { useMe } from '#web/kit/session.ts'
import './tour.css'
import { keepTourDone } from './tour-kept.ts'
import { stopsFor } from './tour-steps.ts'

const words = defineWords({
  title: { zh: '导览', en: 'Tour' },
  at: { zh: (n: number, all: number) => `${n} / ${all}`, en: (n: number, all: number) => `${n} of ${all}` },
  next: { zh: '下一步', en: 'Next' },
  back: { zh: '上一步', en: 'Back' },
  skip: { zh: '跳过', en: 'Skip' },
  done: { zh: '开始工作', en: 'Start working' },
})

/** A few words about the screen, beside it and in nobody's way: left by Escape, walked by arrows or buttons. */
export function Tour({ isAsked, onClose }: { isAsked: boolean; onClose: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const [stops] = useState(() =>
    stopsFor(me.posts.map(({ post }) => post)).filter(({ at }) => document.querySelector(at) !== null),
  )
  const [n, setN] = useState(0)
  const card = useRef<HTMLElement>(null)
  const stop = stops[n]
  useEffect(() => {
    // Whoever asked for it wants to walk it; whoever has just signed in keeps the keyboard where it is.
    if (isAsked) card.current?.focus()
  }, [isAsked])
  useEffect(() => {
    const shown = stop ? document.querySelector(stop.at) : null
    shown?.classList.add('toured')
    return () => shown?.classList.remove('toured')
  }, [stop])
  if (!stop) return null
  const isLast = n === stops.length - 1
  const close = () => {
    keepTourDone(me.personId)
    onClose()
  }
  const go = (to: number) => setN(Math.min(Math.max(to, 0), stops.length - 1))
  return (
    <section
      ref={card}
      className="tour"
      tabIndex={-1}
      aria-label={w.title}
      onKeyDown={({ key }) => {
        if (key === 'Escape') close()
        else if (key === 'ArrowRight') go(n + 1)
        else if (key === 'ArrowLeft') go(n - 1)
      }}
    >
      <p className="tour-head">
        <strong>{w.title}</strong> <span className="quiet">{w.at(n + 1, stops.length)}</span>
      </p>
      <p aria-live="polite">{pick(stop)}</p>
      <div className="tour-foot">
        <Button type="primary" size="small" onClick={() => (isLast ? close() : go(n + 1))}>
          {isLast ? w.done : w.next}
        </Button>
        {n > 0 && (
          <Button size="small" onClick={() => go(n - 1)}>
            {w.back}
          </Button>
        )}
        {!isLast && (
          <Button size="small" type="text" onClick={close}>
            {w.skip}
          </Button>
        )}
      </div>
    </section>
  )
}
