import type { Tx } from '#kernel/db/db.ts'
import type { FileStore } from '#kernel/files/file-store.ts'
import { newId } from '#kernel/id.ts'
import { type Occurrence, reuseOf } from './judge.ts'
import { listAlike, listSameBytes, type Match, writeLooks } from './look-store.ts'
import { readLooks } from './read.ts'
import { insertReuse, listEarlier, lockPhotos } from './reuse-store.ts'

/**
 * Takes the look of a photo of a case and notes where an earlier photo seems to be the same. Doing it again changes nothing.
 * One photo at a time in a district, so that two who attach one picture at once do not miss each other.
 */
export async function lookAtPhoto(
  tx: Tx,
  store: FileStore,
  districtId: string,
  occurrence: Occurrence,
  at: Date,
): Promise<number> {
  await lockPhotos(tx, districtId)
  const { fileId } = occurrence
  const looks = await readLooks(tx, store, { districtId, fileId })
  await writeLooks(tx, { districtId, fileId, at }, looks)
  const equal = await listSameBytes(tx, districtId, fileId)
  const same = [fileId, ...equal.map((other) => other.fileId)]
  const alike = looks ? (await listAlike(tx, districtId, looks)).filter((match) => !same.includes(match.fileId)) : []
  const exact = same.map((id): Match => ({ fileId: id, likeness: 'same_bytes', coarse: 0, slope: 0 }))
  return noteReuse(tx, districtId, occurrence, [...exact, ...alike], at)
}

/** Names the nearest earlier appearance of each kind, of equally near ones the first, and how many there are. */
async function noteReuse(
  tx: Tx,
  districtId: string,
  occurrence: Occurrence,
  matches: readonly Match[],
  at: Date,
): Promise<number> {
  const byFile = new Map(matches.map((match) => [match.fileId, match]))
  const earlier = await listEarlier(tx, districtId, occurrence, [...byFile.keys()])
  const found = earlier.flatMap((other) => {
    const kind = reuseOf(occurrence, other)
    const match = byFile.get(other.fileId)
    return kind && match ? [{ kind, other, match }] : []
  })
  let noted = 0
  for (const kind of ['within', 'across'] as const) {
    const ofKind = found.filter((each) => each.kind === kind)
    const [nearest] = ofKind.toSorted(
      (a, b) => a.match.coarse - b.match.coarse || a.other.at.getTime() - b.other.at.getTime(),
    )
    if (!nearest) continue
    const { match, other } = nearest
    noted += await insertReuse(tx, districtId, {
      reuseId: newId(),
      kind,
      occurrence,
      other,
      match,
      matches: ofKind.length,
      at,
    })
  }
  return noted
}
