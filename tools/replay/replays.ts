import { replayBaltimore } from './baltimore.ts'
import { replayProblems } from './problems.ts'
import type { ReplayDeps, ReplayResult } from './replay.ts'
import { replayTipdm } from './tipdm.ts'

/** Sets of real records that can be played into the system, by name. */
export const replays: Readonly<
  Record<string, { readonly zh: string; readonly en: string; run(deps: ReplayDeps): Promise<ReplayResult> }>
> = {
  tipdm: { zh: '5 525 条网民留言，经受理登记', en: '5,525 messages registered by the intake', run: replayTipdm },
  baltimore: { zh: '5 957 件市政诉求，各有时限', en: '5,957 requests with due times', run: replayBaltimore },
}

/** Error: `replay_unknown`. */
export function getReplay(name: string): (typeof replays)[string] {
  const found = Object.hasOwn(replays, name) ? replays[name] : undefined
  if (!found) throw replayProblems.replay_unknown({ name, known: Object.keys(replays).join('、') })
  return found
}
