import type { Industry } from '#city/industry/industry.ts'
import type { Db } from '#kernel/db/db.ts'
import { audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { openWall, wallHello, wallPicture } from './contract.ts'
import { industryReader } from './industries.ts'
import { readPicture, readPush } from './picture.ts'
import { mustBeWall } from './port.ts'
import { wallProblems } from './problems.ts'
import { findByToken, noteDevice } from './store.ts'
import { cookieOf, digestOf, tokenIn } from './token.ts'

/** Of many walls that ask at once the district is counted once. */
const FRESH_MS = 1_500

type Parts = { readonly secure: boolean; readonly industries: readonly Industry[] }

/** What a wall itself may do: open with its token, read its picture, say that it is there. Nothing else. */
export function wallScreenRoutes({ secure, industries }: Parts): readonly Route[] {
  const pictureOf = remembered()
  const industriesNow = industryReader(industries)
  return [
    route(openWall, async ({ tx, params: { district }, body: { token }, now, requestId, response }) => {
      const device = await findByToken(tx, district, digestOf(token))
      if (!device) throw wallProblems.wall_refused()
      const entry = { districtId: district, actorId: `wall:${device.deviceId}`, now, requestId }
      await audit(tx, { ...entry, act: 'wall opened', target: device.deviceId })
      response.header('set-cookie', cookieOf(district, token, secure))
      return { name: device.name }
    }),
    route(wallPicture, async ({ tx, params: { district }, request, now }) => {
      const { deviceId } = await mustBeWall(tx, district, request.headers.cookie)
      const [{ sight, ...picture }, running] = await Promise.all([
        pictureOf(tx, district, now),
        industriesNow(tx, district, now),
      ])
      return { ...picture, industries: running, push: await readPush(tx, { ...sight, now }, deviceId) }
    }),
    route(wallHello, async ({ tx, params: { district }, body, request, response, now }) => {
      const { deviceId, name } = await mustBeWall(tx, district, request.headers.cookie)
      await noteDevice(tx, district, { deviceId, ...body, now })
      response.header('set-cookie', cookieOf(district, tokenIn(request.headers.cookie) ?? '', secure))
      return { name }
    }),
  ]
}

function remembered(): typeof readPicture {
  const known = new Map<string, { at: number; picture: ReturnType<typeof readPicture> }>()
  return (db: Db, districtId: string, now: Date) => {
    const held = known.get(districtId)
    const age = held ? now.getTime() - held.at : -1
    if (held && age >= 0 && age < FRESH_MS) return held.picture
    const picture = readPicture(db, districtId, now)
    picture.catch(() => known.delete(districtId))
    known.set(districtId, { at: now.getTime(), picture })
    return picture
  }
}
