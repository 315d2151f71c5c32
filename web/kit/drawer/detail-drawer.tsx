import { Button, Drawer } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { keysOf } from '../keys/binding.ts'
import { Caps } from '../keys/caps.tsx'
import { currentChoices } from '../keys/choices.ts'
import { means } from '../keys/use-shortcut.ts'
import { defineWords, useWords } from '../language.ts'
import { useMedia } from '../use-media.ts'
import './detail-drawer.css'
import { fitting, keepWidth, neighbours, stepped, widthOf } from './width.ts'

const words = defineWords({
  close: { zh: '关闭', en: 'Close' },
  previous: { zh: '上一个', en: 'Previous' },
  next: { zh: '下一个', en: 'Next' },
  place: {
    zh: (n: number, of: number) => `第 ${n} 个，已载入 ${of} 个`,
    en: (n: number, of: number) => `${n} of ${of} loaded`,
  },
  wider: { zh: '加宽', en: 'Wider' },
  narrower: { zh: '变窄', en: 'Narrower' },
})

type Props = {
  /** Under this name the width is remembered. */
  readonly name: string
  readonly title: ReactNode
  /** Which one is open, as the address says; none closes the drawer. */
  readonly open: string | undefined
  readonly onOpen: (id: string | undefined) => void
  /** The list beside it, in its order: J and K step through it. */
  readonly ids: readonly string[]
  /** Asked for when the end of what is loaded comes near. */
  readonly onMore?: (() => void) | undefined
  readonly usualWidth?: number
  readonly children: ReactNode
}

/**
 * The detail of one of a list, beside the list. Focus goes in when it opens, stays in, and returns to the row; Esc closes, J and K go
 * to the neighbours. On a telephone it is the whole screen.
 */
export function DetailDrawer({ name, title, open, onOpen, ids, onMore, usualWidth = 600, children }: Props) {
  const w = useWords(words)
  const isPhone = useMedia('(max-width: 760px)')
  const [width, setWidth] = useState(() => widthOf(name, usualWidth))
  const body = useRef<HTMLDivElement>(null)
  const { at, previous, next } = neighbours(ids, open)
  const resize = (wanted: number) => {
    const fit = fitting(wanted, window.innerWidth)
    setWidth(fit)
    keepWidth(name, fit)
  }
  const isNearEnd = at !== undefined && at >= ids.length - 3
  useEffect(() => {
    if (isNearEnd) onMore?.()
  }, [isNearEnd, onMore])
  const isOpen = open !== undefined && open !== ''
  // Focus goes in at once: a key pressed while the panel still slides is meant for it.
  useEffect(() => {
    if (!isOpen) return
    const frame = requestAnimationFrame(() => body.current?.focus({ preventScroll: true }))
    return () => cancelAnimationFrame(frame)
  }, [isOpen])
  const step = (id: string | undefined) => {
    if (id === undefined) return
    onOpen(id)
    // What had the focus may go with the detail that is left.
    body.current?.focus({ preventScroll: true })
    body.current?.closest('.ant-drawer-body')?.scrollTo({ top: 0 })
  }
  const press = (event: KeyboardEvent) => {
    const isNext = means(event.nativeEvent, 'next')
    if (!isNext && !means(event.nativeEvent, 'previous')) return
    event.preventDefault()
    event.stopPropagation()
    step(isNext ? next : previous)
  }
  const tools = (
    <span className="drawer-tools">
      {at !== undefined && (
        <span className="unseen" role="status">
          {w.place(at + 1, ids.length)}
        </span>
      )}
      {!isPhone && (
        <>
          <Button type="text" aria-label={w.wider} title={w.wider} onClick={() => resize(stepped(width, true))}>
            ⇤
          </Button>
          <Button type="text" aria-label={w.narrower} title={w.narrower} onClick={() => resize(stepped(width, false))}>
            ⇥
          </Button>
        </>
      )}
      <StepButton action="previous" label={w.previous} glyph="↑" isPhone={isPhone} to={previous} onStep={step} />
      <StepButton action="next" label={w.next} glyph="↓" isPhone={isPhone} to={next} onStep={step} />
    </span>
  )
  return (
    <Drawer
      rootClassName="detail-drawer"
      open={isOpen}
      onClose={() => onOpen(undefined)}
      afterOpenChange={(isThere) => {
        // Back to the row one ended at, which need not be the row one began from.
        if (!isThere) document.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
      }}
      size={isPhone ? '100%' : fitting(width, window.innerWidth)}
      {...(isPhone ? {} : { resizable: { onResize: resize } })}
      title={title}
      extra={tools}
      destroyOnHidden
      closable={{ 'aria-label': w.close }}
      onKeyDown={press}
    >
      <div ref={body} tabIndex={-1} className="drawer-body">
        {children}
      </div>
    </Drawer>
  )
}

type StepProps = {
  readonly action: 'previous' | 'next'
  readonly label: string
  readonly glyph: string
  readonly isPhone: boolean
  readonly to: string | undefined
  readonly onStep: (id: string | undefined) => void
}

function StepButton({ action, label, glyph, isPhone, to, onStep }: StepProps) {
  const [key] = keysOf(action, currentChoices())
  return (
    <Button aria-label={label} title={label} disabled={to === undefined} onClick={() => onStep(to)}>
      <span aria-hidden="true">{glyph}</span>
      {!isPhone && key && <Caps of={key} />}
    </Button>
  )
}
