import { useEffect, useState } from 'react'
import { openWall, type Picture, wallPicture } from '#supervise/wall/contract.ts'
import { asProblem, call } from '#web/kit/client.ts'
import { keepDistrict, keptDistrict, readLink } from './address.ts'

const EVERY_MS = 10_000
/** What happens in quick succession is asked for once. */
const GATHER_MS = 2_000
const PATIENCE_MS = 8_000

export type Seen = {
  readonly district: string | undefined
  /** The last good picture, kept whatever happens afterwards. */
  readonly picture: Picture | undefined
  /** When it arrived here. */
  readonly at: number
  readonly isLost: boolean
  readonly isRefused: boolean
}

const nothing: Seen = { district: undefined, picture: undefined, at: 0, isLost: false, isRefused: false }

/** The picture of this wall: asked for whenever something changes, and every ten seconds anyway. */
export function usePicture(): Seen {
  const [seen, setSeen] = useState<Seen>(nothing)
  useEffect(() => {
    let isOver = false
    let stop: (() => void) | undefined
    const fail = (error: unknown) =>
      !isOver &&
      setSeen((before) =>
        asProblem(error).code === 'wall_refused' ? { ...nothing, isRefused: true } : { ...before, isLost: true },
      )
    const begin = async () => {
      const district = await enter()
      if (isOver) return
      if (!district) return setSeen({ ...nothing, isRefused: true })
      const good = (picture: Picture) =>
        !isOver && setSeen({ district, picture, at: Date.now(), isLost: false, isRefused: false })
      stop = follow(district, good, fail)
    }
    const tryAgain = () =>
      begin().catch((error: unknown) => {
        fail(error)
        if (!isOver) setTimeout(tryAgain, EVERY_MS)
      })
    void tryAgain()
    return () => {
      isOver = true
      stop?.()
    }
  }, [])
  return seen
}

/** Opens the wall where the address holds a token; the district of this screen, if it has one. */
async function enter(): Promise<string | undefined> {
  const link = readLink(location.hash)
  if (!link) return keptDistrict()
  await call(openWall, { params: { district: link.district }, body: { token: link.token } })
  keepDistrict(link.district)
  return link.district
}

function follow(district: string, good: (picture: Picture) => void, fail: (error: unknown) => void): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let isBusy = false
  const ask = async () => {
    if (isBusy) return
    isBusy = true
    const signal = AbortSignal.timeout(PATIENCE_MS)
    await call(wallPicture, { params: { district } }, { signal }).then(good, fail)
    isBusy = false
  }
  const soon = () => {
    waiting ??= setTimeout(() => {
      waiting = undefined
      void ask()
    }, GATHER_MS)
  }
  const stream = new EventSource(`/api/public/${district}/wall/live`)
  stream.onmessage = soon
  stream.addEventListener('reset', soon)
  const timer = setInterval(() => {
    void ask()
  }, EVERY_MS)
  void ask()
  return () => {
    stream.close()
    clearInterval(timer)
    clearTimeout(waiting)
  }
}
