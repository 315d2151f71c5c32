import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { askVerify } from '#supervise/desk/contract.ts'
import { proposeVerifiers } from '#supervise/sample/contract.ts'
import { ChoiceField } from '../form/choice-field.tsx'
import { TextField } from '../form/text-field.tsx'
import type { Draft } from '../form/use-draft.ts'
import { defineWords, usePick, useWords } from '../language.ts'
import { ask } from '../query.ts'
import { Failure, Loading } from '../states.tsx'
import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  submit: { zh: '派发核查', en: 'Send to verify' },
  drawn: { zh: '随机抽取核查人', en: 'The verifier is drawn' },
  pool: {
    zh: (n: number, isOnShift: boolean) => `从${isOnShift ? '当班的' : '全部'} ${n} 名无关联采集员中抽取 1 人`,
    en: (n: number, isOnShift: boolean) => `One of ${n} independent collectors ${isOnShift ? 'on shift' : 'in all'}`,
  },
  nobody: { zh: '没有可抽取的人：须由值班长指定', en: 'Nobody can be drawn: the duty chief has to name somebody' },
  leftOut: { zh: (list: string) => `不参加抽取：${list}`, en: (list: string) => `Left out: ${list}` },
  digest: { zh: '今日种子摘要', en: 'Digest of today’s seed' },
  digestLater: { zh: '首次抽取时生成', en: 'made with the first draw' },
  proof: {
    zh: '种子于次日公布，任何人可重算抽取结果。',
    en: 'The seed is revealed the day after; anybody can draw again.',
  },
  again: { zh: '重新抽取的理由', en: 'Why another is drawn' },
  againHint: {
    zh: '本轮已抽过，重抽另记一次，原抽中人不再参加。',
    en: 'Somebody was drawn in this round; another draw is kept beside it, without that person.',
  },
  name: { zh: '不抽取，改为指定', en: 'Name somebody instead' },
  back: { zh: '改回抽取', en: 'Draw instead' },
  who: { zh: '指定谁', en: 'Who goes' },
  why: { zh: '指定理由', en: 'Why this one' },
  whyHint: { zh: '指定的核查会标明“未抽取”并公开计数。', en: 'It is marked as not drawn, and counted in public.' },
  tasks: { zh: (n: number) => `在手 ${n} 项`, en: (n: number) => `${n} open` },
  askNote: { zh: '交代事项', en: 'What to look at' },
})

type Wish = { collectorId?: string | undefined; reason?: string | undefined; note?: string | undefined }

/** Sends a verifier: drawn from the independent, or named by the duty chief with a reason. */
export function AskVerifyStep(props: StepProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} contract={askVerify} submit={w.submit}>
      {(form) => (
        <>
          <Choosing caseId={props.detail.caseId} form={form as unknown as Draft<Wish>} />
          <TextField form={form} name="note" label={w.askNote} rows={2} isOptional />
        </>
      )}
    </StepForm>
  )
}

function Choosing({ caseId, form }: { caseId: string; form: Draft<Wish> }) {
  const w = useWords(words)
  const [isNaming, setNaming] = useState(false)
  const { data, error, refetch } = useQuery(ask(proposeVerifiers, { params: { id: caseId } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  const turn = (naming: boolean) => {
    setNaming(naming)
    form.set('collectorId', naming ? data.people[0]?.personId : undefined)
    form.set('reason', undefined)
  }
  return (
    <>
      {isNaming ? <Naming people={data.people} form={form} /> : <Drawing offer={data} form={form} />}
      {data.people.length > 0 && (
        <button type="button" className="link" onClick={() => turn(!isNaming)}>
          {isNaming ? w.back : w.name}
        </button>
      )}
    </>
  )
}

type Offer = {
  seedDigest: string | null
  pool: 'on_shift' | 'all'
  candidates: number
  leftOut: readonly { zh: string; en: string; count: number }[]
  isAgain: boolean
}

function Drawing({ offer, form }: { offer: Offer; form: Draft<Wish> }) {
  const w = useWords(words)
  const pick = usePick()
  const { candidates, leftOut, pool, seedDigest } = offer
  return (
    <>
      <div className="form-note">
        <p>
          <strong>{w.drawn}</strong>
        </p>
        <p>{candidates > 0 ? w.pool(candidates, pool === 'on_shift') : w.nobody}</p>
        {leftOut.length > 0 && (
          <p className="quiet">{w.leftOut(leftOut.map((each) => `${pick(each)} ${each.count}`).join('、'))}</p>
        )}
        <p className="quiet">
          {w.digest} <code title={seedDigest ?? ''}>{seedDigest?.slice(0, 16) ?? w.digestLater}</code>
        </p>
        <p className="quiet">{w.proof}</p>
      </div>
      {offer.isAgain && <TextField form={form} name="reason" label={w.again} hint={w.againHint} rows={2} max={500} />}
    </>
  )
}

type Person = { personId: string; name: string; openTasks: number }

function Naming({ people, form }: { people: readonly Person[]; form: Draft<Wish> }) {
  const w = useWords(words)
  const choices = people.map(({ personId, name, openTasks }) => ({
    value: personId,
    title: name,
    aside: w.tasks(openTasks),
  }))
  return (
    <>
      <ChoiceField form={form} name="collectorId" label={w.who} choices={choices} />
      <TextField form={form} name="reason" label={w.why} hint={w.whyHint} rows={2} max={500} />
    </>
  )
}
