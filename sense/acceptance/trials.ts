/** What is done to a device on purpose: an answer withheld, questions asked, the connection cut. */
export const trialNames = ['resend', 'ask', 'cut'] as const
export type TrialName = (typeof trialNames)[number]

/** How long each trial lasts, in milliseconds. What is left out is not tried; without any the device is heard and nothing else. */
export type Trials = {
  /** For how long a report is not acknowledged, so that it has to come again. */
  readonly resendMs?: number
  /** For how long an answer is waited for. */
  readonly answerMs?: number
  /** For how long nobody is let in after the connection was cut. */
  readonly outageMs?: number
}

export const usualTrials = { resendMs: 90_000, answerMs: 30_000, outageMs: 60_000 } as const satisfies Trials

/** The usual trials by their names. */
export const trialsOf = (
  names: readonly TrialName[],
  { resendMs, answerMs, outageMs }: Required<Trials> = usualTrials,
): Trials => ({
  ...(names.includes('resend') && { resendMs }),
  ...(names.includes('ask') && { answerMs }),
  ...(names.includes('cut') && { outageMs }),
})
