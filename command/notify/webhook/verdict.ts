import { usualBackoffMs } from '#kernel/outbox/backoff.ts'
import type { Answer } from '../http-post.ts'

/** After this many failures a delivery lies dead: about half a day with the usual back-off. */
export const MAX_ATTEMPTS = 12
const LONGEST_WAIT_MS = 3_600_000

/** What came of an attempt. */
export type Verdict =
  | { readonly state: 'delivered' }
  | { readonly state: 'pending'; readonly delayMs: number; readonly error: string }
  /** `gone`: the destination itself says that it no longer wants anything. */
  | { readonly state: 'dead'; readonly error: string; readonly gone: boolean }

/** Judges the answer to attempt number `attempts`, or the failure to get one. */
export function verdictOf(
  answer: Answer | Error,
  attempts: number,
  now: Date,
  backoffMs: (failures: number) => number = usualBackoffMs,
): Verdict {
  if (!(answer instanceof Error) && answer.status >= 200 && answer.status < 300) return { state: 'delivered' }
  const error = wordsOf(answer)
  const gone = !(answer instanceof Error) && answer.status === 410
  if (gone || attempts >= MAX_ATTEMPTS) return { state: 'dead', error, gone }
  const asked = answer instanceof Error ? undefined : waitAsked(answer.retryAfter, now)
  return { state: 'pending', delayMs: Math.max(asked ?? 0, backoffMs(attempts)), error }
}

/** `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), an hour at most. */
function waitAsked(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_WAIT_MS) : undefined
}

const wordsOf = (answer: Answer | Error): string => {
  if (!(answer instanceof Error))
    return answer.status >= 300 && answer.status < 400
      ? `HTTP ${answer.status}, redirects are not followed`
      : `HTTP ${answer.status}`
  if (answer.name === 'TimeoutError' || answer.name === 'AbortError') return 'no answer in time'
  const { code } = answer as NodeJS.ErrnoException
  return (code ?? `${answer.name}: ${answer.message}`).slice(0, 300)
}
