import { system } from '#city/case/port.ts'
import type { Pool } from '#kernel/db/db.ts'
import { Problem } from '#kernel/problem.ts'
import { changeEpisode, findCaseOf, insertEntry, lockEpisode } from '../alarm/episode-store.ts'
import { fileCase } from './file.ts'
import { findSubject, listToFile } from './store.ts'

const mostAtOnce = 20

type Filing = Pick<Pool, 'transaction' | 'many'> & Pick<Pool, 'find' | 'one' | 'run'>

/** Makes cases of the alarms whose time has come, each in a transaction of its own. Gives how many became or joined one. */
export async function fileDue(pool: Filing, districtId: string, now: Date): Promise<number> {
  let filed = 0
  for (const { episodeId } of await listToFile(pool, districtId, now, mostAtOnce)) {
    const done = await fileOne(pool, districtId, episodeId, now).catch((error: unknown) => {
      if (error instanceof Problem) return error
      throw error
    })
    if (done instanceof Problem) await giveUp(pool, districtId, episodeId, done, now)
    else if (done) filed++
  }
  return filed
}

const fileOne = (pool: Filing, districtId: string, episodeId: string, now: Date): Promise<boolean> =>
  pool.transaction(async (tx) => {
    const episode = await lockEpisode(tx, districtId, episodeId)
    if (episode?.filing !== 'due' || episode.clearedAt || episode.partOf) return false
    if (await findCaseOf(tx, districtId, episodeId)) return false
    const subject = await findSubject(tx, districtId, episode)
    if (!subject?.body.filing) return false
    const rule = { ...subject.body, filing: subject.body.filing }
    await fileCase(tx, { districtId, now, by: system }, { episode, rule, subject })
    return true
  })

/** What cannot become a case says why, for a person to see to. */
const giveUp = (pool: Filing, districtId: string, episodeId: string, problem: Problem, now: Date): Promise<void> =>
  pool.transaction(async (tx) => {
    await changeEpisode(tx, districtId, episodeId, { filing: 'failed', fileAt: null })
    const body = { code: problem.code, reason: problem.zh }
    await insertEntry(tx, districtId, episodeId, { kind: 'failed', at: now, by: system, body })
  })
