import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Log } from '#kernel/log.ts'
import type { MetricNumbers } from '#kernel/metrics/metrics.ts'
import type { Secrets } from './parts.ts'

/** What the thread is told at its start; a secret travels within the process only. */
export type ThreadData = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly url: string
  readonly secrets: { readonly session: string; readonly data: string }
}

export type ToThread = { readonly ask: 'stop' } | { readonly ask: 'metrics'; readonly number: number }
export type FromThread =
  | { readonly said: 'ready' }
  | { readonly said: 'metrics'; readonly number: number; readonly numbers: MetricNumbers }

export type WorkerApart = {
  /** The thread's own numbers; none while it is being started again. */
  numbers(): Promise<MetricNumbers>
  stop(): Promise<void>
}

const AGAIN_MS = 1_000
const METRICS_MS = 2_000

/**
 * The worker role in a thread of its own, so that nobody who waits for an answer waits for work behind the screens. A thread
 * that ends without being told to is started again; what it had in hand is taken up by the leases of outbox and queue.
 */
export async function startWorkerApart(options: {
  readonly env: ThreadData['env']
  readonly url: string
  readonly secrets: Secrets
  readonly log: Log
  /** What runs in the thread, where it is not the worker role. */
  readonly script?: URL
}): Promise<WorkerApart> {
  const { env, url, secrets, log, script = new URL('./worker-thread.ts', import.meta.url) } = options
  const workerData: ThreadData = {
    env: { ...env },
    url,
    secrets: { session: secrets.session.reveal(), data: secrets.data.reveal() },
  }
  let stopping = false
  let again: NodeJS.Timeout | undefined
  const start = (): Worker => {
    const thread = new Worker(script, { workerData })
    thread.on('error', (error) => log.error({ err: error }, 'the worker thread failed'))
    thread.once('exit', (code) => {
      if (stopping) return
      log.error({ code }, 'the worker thread ended and is started again')
      again = setTimeout(() => {
        current = start()
      }, AGAIN_MS)
    })
    return thread
  }
  let current = start()
  await saying(current, (message) => message.said === 'ready').catch((error: unknown) => {
    stopping = true
    throw error
  })
  let asked = 0
  return {
    async numbers() {
      const number = ++asked
      const mine = (message: FromThread) => message.said === 'metrics' && message.number === number
      const answer = saying(current, mine, METRICS_MS).catch(() => undefined)
      current.postMessage({ ask: 'metrics', number } satisfies ToThread)
      const message = await answer
      return message?.said === 'metrics' ? message.numbers : []
    },
    async stop() {
      stopping = true
      clearTimeout(again)
      // One that has ended and was to be started again has no exit to wait for.
      if (current.threadId === -1) return
      const ended = once(current, 'exit')
      current.postMessage({ ask: 'stop' } satisfies ToThread)
      await ended
    },
  }
}

/** The first message that is meant; an error where the thread ends or the time is up before. */
function saying(thread: Worker, isMeant: (message: FromThread) => boolean, withinMs?: number): Promise<FromThread> {
  return new Promise((resolve, reject) => {
    const timer = withinMs === undefined ? undefined : setTimeout(() => end(reject, new Error('no answer')), withinMs)
    const onMessage = (message: FromThread) => isMeant(message) && end(resolve, message)
    const onExit = (code: number) => end(reject, new Error(`the worker thread ended with ${code}`))
    const end = <T>(settle: (value: T) => void, value: T) => {
      clearTimeout(timer)
      thread.off('message', onMessage).off('exit', onExit).off('error', onError)
      settle(value)
    }
    const onError = (error: Error) => end(reject, error)
    thread.on('message', onMessage).on('exit', onExit).on('error', onError)
  })
}
