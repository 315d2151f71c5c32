import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { type CaseDetail, type CaseMoved, stepNames } from '#city/case/contract.ts'
import { capsOf, keysOf } from '../keys/binding.ts'
import { Caps } from '../keys/caps.tsx'
import { useChoices } from '../keys/choices.ts'
import { type Handlers, useShortcuts } from '../keys/use-shortcut.ts'
import { defineWords, useLanguage, usePick, useWords } from '../language.ts'
import './steps.css'
import { placeOf, type StepKind, stepEntries } from './registry.tsx'
import { StepStanding } from './standing.ts'
import type { StepProps } from './step-form.tsx'

const words = defineWords({
  steps: { zh: '可办步骤', en: 'What can be done' },
  more: { zh: '更多操作', en: 'More' },
  none: { zh: '您的岗位在此阶段没有可办步骤', en: 'Your post has nothing to do at this stage' },
  back: { zh: '返回步骤列表', en: 'Back to the steps' },
  because: { zh: '不能办理：', en: 'Not now: ' },
  source: { zh: (source: string) => `依据：${source}`, en: (source: string) => `Source: ${source}` },
})

type Step = CaseDetail['permitted'][number]
type Props = {
  detail: CaseDetail
  /** Told where the case stands now, and by which step. */
  onDone: (moved: CaseMoved, kind: string) => void
  /** Told which step is being filled in, and when none is any more. */
  onAct?: ((kind: string | undefined) => void) | undefined
}

const order = Object.keys(stepEntries)

const offered = ({ permitted }: CaseDetail): Step[] =>
  permitted.filter(({ kind }) => order.includes(kind)).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))

const entryOf = (step: Step) => stepEntries[step.kind as StepKind]!

/** What a step is called on the screen. */
export function useStepTitle(): (kind: string) => string {
  const language = useLanguage()
  return (kind) => {
    const entry = stepEntries[kind as StepKind]
    if (language === 'en') return entry?.english ?? kind
    return entry?.title?.zh ?? stepNames[kind as StepKind] ?? kind
  }
}

/** What may be done with a case now. A step that may not be taken stays in sight and says why. */
export function ActionBar({ detail, onDone, onAct }: Props) {
  const w = useWords(words)
  const [open, setOpen] = useState<Step>()
  const list = useRef<HTMLDivElement>(null)
  const steps = offered(detail)
  // A form stays open, with what is written in it, though somebody else's step has closed the way meanwhile.
  const step = open && (steps.find(({ kind }) => kind === open.kind) ?? { ...open, allowed: false, refusal: null })
  const left = useReturn(list, open?.kind)
  const [main, more] = arranged(steps, detail.pending)
  const order = [...main, ...more]
  useEffect(() => onAct?.(open?.kind), [onAct, open])
  useShortcuts(step ? {} : byNumber(order, setOpen))
  if (step) {
    return (
      <OpenStep
        step={step}
        detail={detail}
        onDone={(moved) => {
          setOpen(undefined)
          onDone(moved, step.kind)
        }}
        onCancel={() => {
          left.current = step.kind
          setOpen(undefined)
        }}
      />
    )
  }
  const first = main.find(({ allowed }) => allowed)
  return (
    <div ref={list} className="steps">
      {main.length === 0 && <p className="quiet">{w.none}</p>}
      {main.map((each) => (
        <StepButton
          key={each.kind}
          step={each}
          isFirst={each === first}
          nth={order.indexOf(each)}
          onOpen={() => setOpen(each)}
        />
      ))}
      {more.length > 0 && (
        <details className="steps-more">
          <summary>{w.more}</summary>
          <div className="steps-small">
            {more.map((each) => (
              <StepButton
                key={each.kind}
                step={each}
                isFirst={false}
                nth={order.indexOf(each)}
                onOpen={() => setOpen(each)}
              />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}

/** The steps of the stage, and those that are there but seldom wanted. */
function arranged(steps: readonly Step[], pending: CaseDetail['pending']): readonly [Step[], Step[]] {
  const isMore = (each: Step) => placeOf(entryOf(each), pending) === 'more'
  return [steps.filter((each) => !isMore(each)), steps.filter(isMore)]
}

const stepKeys = ['step1', 'step2', 'step3', 'step4', 'step5', 'step6', 'step7', 'step8', 'step9'] as const

/** The digit of a step opens it; one that may not be taken leaves the key alone. */
const byNumber = (steps: readonly Step[], open: (step: Step) => void): Handlers =>
  Object.fromEntries(
    steps.slice(0, stepKeys.length).map((step, at) => [stepKeys[at]!, () => (step.allowed ? open(step) : false)]),
  )

/** Gives the focus back to the button whose form was left. */
function useReturn(list: RefObject<HTMLDivElement | null>, open: string | undefined) {
  const left = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (open !== undefined || left.current === undefined) return
    const button = list.current?.querySelector<HTMLElement>(`[data-step="${left.current}"]`)
    button?.closest('details')?.setAttribute('open', '')
    button?.focus()
    left.current = undefined
  }, [list, open])
  return left
}

type ButtonProps = { step: Step; isFirst: boolean; nth: number; onOpen: () => void }

function StepButton({ step, isFirst, nth, onOpen }: ButtonProps) {
  const w = useWords(words)
  const pick = usePick()
  const title = useStepTitle()(step.kind)
  const id = useId()
  const { allowed, refusal, caution, authority, source, kind } = step
  const keys = keysOf(stepKeys[nth] ?? 'step9', useChoices())
  const hint = nth < stepKeys.length && allowed ? keys[0] : undefined
  const className = ['step', isFirst ? 'first' : '', allowed ? '' : 'refused'].filter(Boolean).join(' ')
  return (
    <button
      type="button"
      data-step={kind}
      className={className}
      aria-disabled={!allowed}
      aria-labelledby={`${id}-title`}
      aria-keyshortcuts={hint && capsOf(hint).join('+')}
      aria-describedby={`${id}-why${caution ? ` ${id}-caution` : ''}`}
      title={`${pick(authority)}\n${w.source(source)}`}
      onClick={() => allowed && onOpen()}
    >
      <span id={`${id}-title`} className="step-title">
        {title}
      </span>
      {hint && <Caps of={hint} />}
      <span id={`${id}-why`} className="step-why">
        {allowed ? pick(authority) : `${w.because}${refusal ? pick(refusal) : ''}`}
      </span>
      {allowed && caution && (
        <span id={`${id}-caution`} className="step-caution">
          ⚠ {pick(caution)}
        </span>
      )}
    </button>
  )
}

type OpenProps = Pick<StepProps, 'detail' | 'onDone'> & { step: Step; onCancel: () => void }

function OpenStep({ step, detail, onDone, onCancel }: OpenProps) {
  const w = useWords(words)
  const pick = usePick()
  const title = useStepTitle()(step.kind)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const Form = entryOf(step).form
  return (
    <section
      className="step-open"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return
        event.preventDefault()
        onCancel()
      }}
    >
      <div className="step-open-head">
        <h3
          ref={heading}
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            event.currentTarget.closest('section')?.querySelector('form')?.requestSubmit()
          }}
        >
          {title}
        </h3>
        <button type="button" className="link" onClick={onCancel}>
          {w.back}
        </button>
      </div>
      <p className="step-open-why">{pick(step.authority)}</p>
      {step.caution && (
        <p className="step-caution" role="note">
          ⚠ {pick(step.caution)}
        </p>
      )}
      <StepStanding value={step}>
        <Form detail={detail} onDone={onDone} onCancel={onCancel} />
      </StepStanding>
    </section>
  )
}
