/** Something repeated until it is stopped. */
export type Loop = {
  /** Runs the step as soon as the current one is over, without waiting for the interval. */
  wake(): void
  /** Lets the current step finish, then resolves; no further step begins. */
  stop(): Promise<void>
}

const LONGEST_PAUSE_MS = 5_000

/**
 * Runs `step` every `everyMs`, at once again while it says there is more, and at longer and longer intervals while it fails.
 */
export function startLoop(options: {
  everyMs: number
  step: () => Promise<boolean>
  onError: (error: unknown) => void
}): Loop {
  const { everyMs, step, onError } = options
  let stopped = false
  let woken = false
  let rouse: (() => void) | undefined
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async () => {
    let failures = 0
    while (!stopped) {
      woken = false
      let more = false
      try {
        more = await step()
        failures = 0
      } catch (error) {
        failures += 1
        onError(error)
      }
      if (stopped || more || (woken && failures === 0)) continue
      await pause(Math.min(everyMs * 2 ** Math.min(failures, 16), Math.max(LONGEST_PAUSE_MS, everyMs)))
      rouse = undefined
    }
  }
  // Not before the caller holds the loop, since the first step may want to wake it.
  const finished = Promise.resolve().then(run)
  return {
    wake() {
      woken = true
      rouse?.()
    },
    async stop() {
      stopped = true
      rouse?.()
      await finished
    },
  }
}
