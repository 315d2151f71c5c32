import type { z } from 'zod'
import { decideExtension, decideSuspension } from '#command/dispatch/contract.ts'
import { closeCase, decideAppeal, decideVeto } from '#supervise/desk/contract.ts'
import { ChoiceField } from '../form/choice-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { defineWords, useLanguage, useWords } from '../language.ts'
import { formatLimit, type Limit } from '../limit.ts'
import { BeforeAfter } from '../photos/before-after.tsx'
import { formatTime } from '../time.ts'
import { LimitField } from './limit-field.tsx'
import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  approve: { zh: '批准', en: 'Approve' },
  refuse: { zh: '驳回', en: 'Refuse' },
  decide: { zh: '提交审批', en: 'Decide' },
  decision: { zh: '审批意见', en: 'Decision' },
  note: { zh: '说明', en: 'Remarks' },
  asked: { zh: '申请理由', en: 'Reason given' },
  by: { zh: '申请人', en: 'Asked by' },
  first: { zh: '初审同意', en: 'First consent given by' },
  limit: { zh: '批准延长', en: 'Granted' },
  asAsked: {
    zh: (limit: string) => `不填则按申请的 ${limit}`,
    en: (limit: string) => `As asked, ${limit}, unless given`,
  },
  until: { zh: '申请挂账至', en: 'Until' },
  close: { zh: '结案', en: 'Close' },
  outcome: { zh: '办理结果', en: 'Outcome' },
  solved: { zh: '已解决', en: 'Solved' },
  solvedDetail: { zh: '核查通过，问题确已消除', en: 'Verified; the problem is gone' },
  not_ours: { zh: '非本区职责', en: 'Not ours' },
  no_basis: { zh: '无处置依据', en: 'No basis to act' },
  deferred: { zh: '暂缓解决', en: 'Deferred' },
  appeal: { zh: '裁定申诉', en: 'Decide on the appeal' },
  upheld: { zh: '申诉成立', en: 'Upheld' },
  upheldDetail: { zh: '考核免计超时，超时的事实保留', en: 'The score is spared; the fact of lateness stays' },
  dismissed: { zh: '申诉不成立', en: 'Dismissed' },
  veto: { zh: '裁定未解决异议', en: 'Decide whether it is solved' },
  vetoUpheld: { zh: '确未解决', en: 'Not solved' },
  vetoUpheldDetail: { zh: '撤销结案，退回原单位重新处置', en: 'The closing is undone; the unit handles it again' },
  vetoDismissed: { zh: '维持结案', en: 'The closing stands' },
  vetoDismissedDetail: { zh: '理由原样告知诉求人', en: 'The reason is told to the reporter as it is' },
  said: { zh: '诉求人说', en: 'The reporter says' },
  reason: { zh: '裁定理由', en: 'Reason' },
})

/** The latest request of a kind, as it stands in the history. */
const requestOf = ({ events }: StepProps['detail'], kind: string) => events.findLast((event) => event.kind === kind)

export function Asked({ detail, kind }: { detail: StepProps['detail']; kind: string }) {
  const w = useWords(words)
  const request = requestOf(detail, kind)
  if (!request) return null
  const first = detail.events.findLast(({ kind: each, seq }) => each === 'endorsed' && seq > request.seq)
  const { reason, until } = request.body as { reason?: string; until?: string }
  return (
    <dl className="form-note facts">
      <dt>{w.by}</dt>
      <dd>
        {request.byName} {request.byUnit}
      </dd>
      <dt>{w.asked}</dt>
      <dd>{reason}</dd>
      {until && (
        <>
          <dt>{w.until}</dt>
          <dd>{until}</dd>
        </>
      )}
      {first && (
        <>
          <dt>{w.first}</dt>
          <dd>
            {[first.byName, first.byUnit, formatTime(first.at)].filter(Boolean).join(' · ')}
            {first.body.note ? `：${String(first.body.note)}` : ''}
          </dd>
        </>
      )}
    </dl>
  )
}

/** Approve or refuse, side by side. */
export function useDecisions() {
  const w = useWords(words)
  return [
    { value: true, title: w.approve },
    { value: false, title: w.refuse },
  ]
}

export function DecideExtensionStep(props: StepProps) {
  const w = useWords(words)
  const language = useLanguage()
  const decisions = useDecisions()
  const asked = requestOf(props.detail, 'extension_asked')?.body.limit as Limit | undefined
  return (
    <StepForm {...props} contract={decideExtension} submit={w.decide}>
      {(form) => (
        <>
          <Asked detail={props.detail} kind="extension_asked" />
          <ChoiceField form={form} name="approve" label={w.decision} choices={decisions} isRow />
          {form.values.approve && (
            <LimitField
              form={form}
              name="limit"
              label={w.limit}
              unit={asked?.unit}
              hint={asked ? w.asAsked(formatLimit(asked, language)) : undefined}
            />
          )}
          <TextField form={form} name="note" label={w.note} rows={2} isOptional={form.values.approve !== false} />
        </>
      )}
    </StepForm>
  )
}

export function DecideSuspensionStep(props: StepProps) {
  const w = useWords(words)
  const decisions = useDecisions()
  return (
    <StepForm {...props} contract={decideSuspension} submit={w.decide}>
      {(form) => (
        <>
          <Asked detail={props.detail} kind="suspension_asked" />
          <ChoiceField form={form} name="approve" label={w.decision} choices={decisions} isRow />
          <TextField form={form} name="note" label={w.note} rows={2} isOptional={form.values.approve !== false} />
        </>
      )}
    </StepForm>
  )
}

type Outcome = NonNullable<z.input<NonNullable<typeof closeCase.body>>['outcome']>
const outcomes: readonly Outcome[] = ['solved', 'not_ours', 'no_basis', 'deferred']

export function CloseStep(props: StepProps) {
  const w = useWords(words)
  const choices = outcomes.map((value) => ({
    value,
    title: w[value],
    ...(value === 'solved' ? { detail: props.detail.clause?.closing ?? w.solvedDetail } : {}),
  }))
  return (
    <StepForm {...props} contract={closeCase} submit={w.close} initial={{ outcome: 'solved' }}>
      {(form) => (
        <>
          <BeforeAfter caseId={props.detail.caseId} />
          <ChoiceField form={form} name="outcome" label={w.outcome} choices={choices} />
          <TextField form={form} name="note" label={w.note} rows={2} isOptional />
        </>
      )}
    </StepForm>
  )
}

export function DecideAppealStep(props: StepProps) {
  const w = useWords(words)
  const waitsForFirst = props.detail.permitted.some(({ kind, caution }) => kind === 'appeal_decided' && caution)
  const choices = [
    ...(waitsForFirst ? [] : [{ value: true, title: w.upheld, detail: w.upheldDetail }]),
    { value: false, title: w.dismissed },
  ]
  return (
    <StepForm {...props} contract={decideAppeal} submit={w.appeal}>
      {(form) => (
        <>
          <Asked detail={props.detail} kind="appealed" />
          <ChoiceField form={form} name="upheld" label={w.decision} choices={choices} />
          <TextField form={form} name="reason" label={w.reason} rows={3} max={500} />
        </>
      )}
    </StepForm>
  )
}

export function DecideVetoStep(props: StepProps) {
  const w = useWords(words)
  const said = props.detail.events.filter(({ kind }) => kind === 'vetoed').map(({ body }) => String(body.comment ?? ''))
  const choices = [
    { value: true, title: w.vetoUpheld, detail: w.vetoUpheldDetail },
    { value: false, title: w.vetoDismissed, detail: w.vetoDismissedDetail },
  ]
  return (
    <StepForm {...props} contract={decideVeto} submit={w.veto}>
      {(form) => (
        <>
          <dl className="form-note facts">
            <dt>{w.said}</dt>
            <dd>{said.join('；')}</dd>
          </dl>
          <ChoiceField form={form} name="upheld" label={w.decision} choices={choices} />
          <TextField form={form} name="reason" label={w.reason} rows={3} max={500} />
        </>
      )}
    </StepForm>
  )
}
