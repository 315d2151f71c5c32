import type { ComponentType } from 'react'
import type { stepNames } from '#city/case/contract.ts'
import { AskVoidStep, EndorseStep, VoidStep } from './approval-steps.tsx'
import { ArbitrateStep } from './arbitrate-step.tsx'
import {
  CloseStep,
  DecideAppealStep,
  DecideExtensionStep,
  DecideSuspensionStep,
  DecideVetoStep,
} from './decision-steps.tsx'
import { DeclineStep } from './decline-step.tsx'
import { DispatchStep } from './dispatch-step.tsx'
import { FileStep } from './file-step.tsx'
import {
  AcceptStep,
  AppealStep,
  AskExtensionStep,
  AskSuspensionStep,
  CoHandleStep,
  HandleStep,
} from './handling-steps.tsx'
import { AmendStep, MergeStep, SplitStep } from './intake-steps.tsx'
import {
  ForceCloseStep,
  RecallStep,
  ReopenStep,
  ResumeStep,
  ReturnStep,
  ReworkStep,
  SendBackStep,
  UnmergeStep,
} from './reason-steps.tsx'
import { AttachStep, NoteStep, RefuseStep, UrgeStep } from './side-steps.tsx'
import type { StepProps } from './step-form.tsx'
import { AnswerConfirmStep, AnswerVerifyStep, AskConfirmStep } from './task-steps.tsx'
import { AskVerifyStep } from './verify-step.tsx'

export type StepKind = keyof typeof stepNames

type Place = 'forward' | 'aside' | 'more'

type StepEntry = {
  readonly form: ComponentType<StepProps>
  /** `forward` moves the case on its way, `aside` is another way, `more` stands apart. */
  readonly place: Place
  /** Decides on these requests: `forward` while one of them waits. */
  readonly decides?: readonly string[]
  /** Two kinds of event that are one decision share its form; the words are its own. */
  readonly title?: { readonly zh: string; readonly en: string }
  readonly english: string
}

const entry = (form: ComponentType<StepProps>, place: StepEntry['place'], english: string, zh?: string): StepEntry => ({
  form,
  place,
  english,
  ...(zh ? { title: { zh, en: english } } : {}),
})

const deciding = (decides: readonly string[], form: ComponentType<StepProps>, english: string, zh?: string) => ({
  ...entry(form, 'more', english, zh),
  decides,
})

/** Where a step stands on the screen of a case in which `pending` waits for a decision. */
export const placeOf = ({ place, decides }: StepEntry, pending: string): Place =>
  decides?.includes(pending) ? 'forward' : place

/** The form of each step, in the order in which a screen offers them. */
export const stepEntries: Partial<Record<StepKind, StepEntry>> = {
  endorsed: deciding(['extension', 'suspension', 'voiding', 'appeal'], EndorseStep, 'First approval', '初审'),
  extension_approved: deciding(['extension'], DecideExtensionStep, 'Decide on extension', '审批延期'),
  suspension_approved: deciding(['suspension'], DecideSuspensionStep, 'Decide on suspension', '审批挂账'),
  voided: deciding(['voiding'], VoidStep, 'Void'),
  confirm_answered: entry(AnswerConfirmStep, 'forward', 'Answer confirmation'),
  verify_answered: entry(AnswerVerifyStep, 'forward', 'Answer verification'),
  filed: entry(FileStep, 'forward', 'File'),
  confirm_asked: entry(AskConfirmStep, 'forward', 'Send to confirm'),
  dispatched: entry(DispatchStep, 'forward', 'Dispatch'),
  accepted: entry(AcceptStep, 'forward', 'Accept'),
  handled: entry(HandleStep, 'forward', 'Report handling'),
  co_handled: entry(CoHandleStep, 'forward', 'Report our part'),
  closed: entry(CloseStep, 'forward', 'Close'),
  reworked: entry(ReworkStep, 'forward', 'Send for rework'),
  verify_asked: entry(AskVerifyStep, 'forward', 'Send to verify'),
  resumed: entry(ResumeStep, 'forward', 'Resume'),
  veto_decided: entry(DecideVetoStep, 'forward', 'Decide whether it is solved'),
  appeal_decided: entry(DecideAppealStep, 'forward', 'Decide on appeal'),
  arbitrated: entry(ArbitrateStep, 'forward', 'Decide the dispute'),
  merged: entry(MergeStep, 'aside', 'Merge'),
  refused: entry(RefuseStep, 'aside', 'Refuse'),
  recalled: entry(RecallStep, 'aside', 'Recall'),
  sent_back: entry(SendBackStep, 'aside', 'Send back'),
  returned: entry(ReturnStep, 'aside', 'Return'),
  extension_asked: entry(AskExtensionStep, 'aside', 'Ask for extension'),
  suspension_asked: entry(AskSuspensionStep, 'aside', 'Ask for suspension'),
  declined: entry(DeclineStep, 'aside', 'Hand the task back'),
  appealed: entry(AppealStep, 'aside', 'Appeal'),
  amended: entry(AmendStep, 'more', 'Correct'),
  split: entry(SplitStep, 'more', 'Split'),
  unmerged: entry(UnmergeStep, 'more', 'Undo merge'),
  urged: entry(UrgeStep, 'more', 'Urge'),
  noted: entry(NoteStep, 'more', 'Note'),
  attached: entry(AttachStep, 'more', 'Attach'),
  void_asked: entry(AskVoidStep, 'more', 'Ask for voiding'),
  reopened: entry(ReopenStep, 'more', 'Undo the closing'),
  force_closed: entry(ForceCloseStep, 'more', 'Close by force'),
}

/** The kinds of one decision of which only the first is offered. */
export const twinSteps: ReadonlySet<string> = new Set(['extension_refused', 'suspension_refused', 'void_refused'])
