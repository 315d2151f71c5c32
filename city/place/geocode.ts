import type { Db } from '#kernel/db/db.ts'
import { cellCodeFaults } from './code.ts'
import { type CoordinateReading, readCoordinates } from './coordinate-text.ts'
import { boxAround, boxHolds, distanceMetres, nearestOnSegment } from './distance.ts'
import { type Point, point } from './frame.ts'
import { doorsNear, nearestRoad, type PlaceRow, placesIn, placesNamed, type RoadRow, roadsNamed } from './gazetteer.ts'
import { folded } from './grams.ts'
import type { Located, Locator } from './locator.ts'
import { locatorFor } from './locators.ts'
import { type Line, labelPoint, partsOf } from './shape.ts'
import { type District, getDistrict } from './store.ts'

export type CandidateKind = 'coordinates' | 'component' | 'cell' | 'crossing' | 'door' | 'place' | 'road'

/** One place a text may mean, best first; the reason says why it was found. */
export type Candidate = {
  readonly kind: CandidateKind
  readonly label: string
  readonly point: Point
  readonly reason: { readonly zh: string; readonly en: string }
  /** 3 exact, 2 beginning, 1 contained or assumed. */
  readonly strength: 1 | 2 | 3
  readonly located?: Located
}

/** Finds candidates of one kind; other folders add theirs (component codes). */
export type CandidateFinder = (db: Db, districtId: string, text: string) => Promise<readonly Candidate[]>

const MOST = 12

/**
 * Places a typed or pasted text may mean: coordinates in any frame, a cell code, a crossing of two roads, a door number, a named
 * place, a road; and whatever `finders` add. At most 12, the most certain first.
 */
export async function geocode(
  db: Db,
  districtId: string,
  text: string,
  options: { finders?: readonly CandidateFinder[]; now?: Date } = {},
): Promise<readonly Candidate[]> {
  const wanted = text.replaceAll(/\p{C}/gu, ' ').trim()
  if (folded(wanted) === '') return []
  const [district, locator] = await Promise.all([getDistrict(db, districtId), locatorFor(db, districtId, options.now)])
  const pasted = coordinateCandidates(wanted, district)
  const found: Candidate[] = [...pasted]
  if (cellCodeFaults(wanted).length === 0) found.push(...cellCandidate(wanted, locator))
  for (const finder of options.finders ?? []) found.push(...(await finder(db, districtId, wanted)))
  if (pasted.length === 0) found.push(...(await nameCandidates(db, districtId, wanted)))
  return found
    .map((candidate) => ({ ...candidate, ...placedIn(locator.locate(candidate.point)) }))
    .sort((a, b) => b.strength - a.strength)
    .slice(0, MOST)
}

const placedIn = (located: Located | undefined): { located?: Located } => (located ? { located } : {})

function coordinateCandidates(text: string, district: District): Candidate[] {
  return readCoordinates(text, district.centre).map((reading) => ({
    kind: 'coordinates',
    label: `${reading.point.lon.toFixed(6)}, ${reading.point.lat.toFixed(6)}`,
    point: reading.point,
    reason: coordinateReason(reading),
    strength: reading.stated ? 3 : reading.frame === 'CGCS2000' && boxHolds(district.bounds, reading.point) ? 2 : 1,
  }))
}

function coordinateReason(reading: CoordinateReading): { zh: string; en: string } {
  const swapped = reading.swapped
    ? { zh: '；纬度在前，已对调', en: '; latitude came first and was exchanged' }
    : { zh: '', en: '' }
  if (reading.frame === 'GaussKruger')
    return {
      zh: `按高斯-克吕格平面坐标读取，中央子午线 ${reading.centralMeridian}°${reading.stated ? '' : '（按本区推定）'}`,
      en: `Read as Gauss-Krüger metres, central meridian ${reading.centralMeridian}°${reading.stated ? '' : ' (assumed from the district)'}`,
    }
  return reading.stated
    ? { zh: `按 ${reading.frame} 坐标读取${swapped.zh}`, en: `Read as ${reading.frame} coordinates${swapped.en}` }
    : {
        zh: `未写明坐标系，若为 ${reading.frame} 则在此${swapped.zh}`,
        en: `No frame stated; here if it is ${reading.frame}${swapped.en}`,
      }
}

function cellCandidate(code: string, locator: Locator): Candidate[] {
  const area = locator.areaOf(code)
  if (!area) return []
  return [
    {
      kind: 'cell',
      label: code,
      point: labelPoint(area),
      reason: { zh: '单元网格标识码', en: 'Cell code' },
      strength: 3,
    },
  ]
}

async function nameCandidates(db: Db, districtId: string, text: string): Promise<Candidate[]> {
  const [crossings, doors, places, roads] = await Promise.all([
    crossingCandidates(db, districtId, text),
    doorCandidates(db, districtId, text),
    placesNamed(db, districtId, text),
    roadsNamed(db, districtId, text),
  ])
  return [
    ...crossings,
    ...doors,
    ...places.flatMap((place) => placeCandidate(place, text)),
    ...roads.flatMap((road) => roadCandidate(road, text)),
  ]
}

/** How well a name or one of its aliases answers a text; undefined where it does not contain it. */
function strengthOf(names: readonly string[], text: string): 1 | 2 | 3 | undefined {
  const wanted = folded(text)
  const all = names.map(folded)
  if (all.some((name) => name === wanted)) return 3
  if (all.some((name) => name.startsWith(wanted))) return 2
  return all.some((name) => name.includes(wanted)) ? 1 : undefined
}

const howZh = { 3: '名称相同', 2: '名称开头相同', 1: '名称包含' } as const
const howEn = { 3: 'same name', 2: 'name begins so', 1: 'name contains it' } as const

function placeCandidate(place: PlaceRow, text: string): Candidate[] {
  const strength = strengthOf([place.name, ...place.aliases], text)
  if (!strength) return []
  const kind = place.kind === 'door' ? 'door' : 'place'
  return [
    {
      kind,
      label: place.name,
      point: place.place,
      reason: { zh: `地点${howZh[strength]}`, en: `Place: ${howEn[strength]}` },
      strength,
    },
  ]
}

function roadCandidate(road: RoadRow, text: string): Candidate[] {
  const strength = strengthOf([road.name, ...road.aliases], text)
  if (!strength) return []
  const reason = { zh: `道路${howZh[strength]}`, en: `Road: ${howEn[strength]}` }
  return [{ kind: 'road', label: road.name, point: middleOf(road.line), reason, strength }]
}

/** A corner in the middle of the longest part of a line. */
function middleOf(line: Line): Point {
  const longest = partsOf(line).reduce((a, b) => (b.length > a.length ? b : a))
  const [lon, lat] = longest[Math.floor(longest.length / 2)] ?? [0, 0]
  return point(lon, lat)
}

async function doorCandidates(db: Db, districtId: string, text: string): Promise<Candidate[]> {
  const match = /^(.+?)(\d{1,5})号/u.exec(text.normalize('NFKC'))
  if (!match) return []
  const [, roadName, digits] = match
  const doors = await doorsNear(db, districtId, roadName!.trim(), Number(digits))
  if (doors.length === 0) {
    const roads = await roadsNamed(db, districtId, roadName!.trim())
    return roads.flatMap((road) => roadCandidate(road, roadName!)).slice(0, 1)
  }
  return doors.slice(0, 1).map((door) => {
    const exact = door.doorNumber === Number(digits)
    const reason = exact
      ? { zh: '门牌相同', en: 'Same door number' }
      : { zh: `最近的门牌 ${door.name}`, en: `Nearest door: ${door.name}` }
    return { kind: 'door', label: door.name, point: door.place, reason, strength: exact ? 3 : 2 }
  })
}

async function crossingCandidates(db: Db, districtId: string, text: string): Promise<Candidate[]> {
  const match = /^(.+?)(?:与|和|、|\/|&|×)(.+?)(?:的?(?:交叉口|交叉路口|路口|交汇处|口))?$/u.exec(text)
  if (!match) return []
  const [ones, others] = await Promise.all([
    roadsNamed(db, districtId, match[1]!),
    roadsNamed(db, districtId, match[2]!),
  ])
  for (const one of ones)
    for (const other of others) {
      const at = one.roadId === other.roadId ? undefined : crossingOf(one.line, other.line)
      if (at)
        return [
          {
            kind: 'crossing',
            label: `${one.name}与${other.name}路口`,
            point: at,
            reason: { zh: '两路相交处', en: 'Where the roads meet' },
            strength: 3,
          },
        ]
    }
  return []
}

const MEETING_METRES = 30

/** Where two lines cross, or else come within 30 m of each other. */
function crossingOf(a: Line, b: Line): Point | undefined {
  const crossed = crossedAt(a, b)
  if (crossed) return crossed
  let best: { at: Point; metres: number } | undefined
  for (const [corners, sides] of [
    [a, b],
    [b, a],
  ] as const)
    for (const [lon, lat] of partsOf(corners).flat())
      for (const part of partsOf(sides))
        for (let i = 1; i < part.length; i++) {
          const found = nearestOnSegment(
            point(lon, lat),
            point(part[i - 1]![0], part[i - 1]![1]),
            point(part[i]![0], part[i]![1]),
          )
          if (!best || found.metres < best.metres) best = found
        }
  return best && best.metres <= MEETING_METRES ? best.at : undefined
}

function crossedAt(a: Line, b: Line): Point | undefined {
  for (const p of partsOf(a))
    for (const q of partsOf(b))
      for (let i = 1; i < p.length; i++)
        for (let j = 1; j < q.length; j++) {
          const [[ax, ay], [bx, by], [cx, cy], [dx, dy]] = [p[i - 1]!, p[i]!, q[j - 1]!, q[j]!]
          const turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
          if (turn === 0) continue
          const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
          const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn
          if (t >= 0 && t <= 1 && u >= 0 && u <= 1) return point(ax + t * (bx - ax), ay + t * (by - ay))
        }
  return undefined
}

/** What a person would say of a point: the nearest road and place, and the cell. */
export type Described = {
  readonly text: string
  readonly road?: { readonly name: string; readonly metres: number }
  readonly place?: { readonly name: string; readonly metres: number }
  readonly located?: Located
}

const ROAD_METRES = 300
const PLACE_METRES = 60

/** Words for a point, `人民路 达川中学附近`: the nearest road within 300 m and named place within 60 m, else the community. */
export async function reverse(db: Db, districtId: string, p: Point, now?: Date): Promise<Described> {
  const locator = await locatorFor(db, districtId, now)
  const located = locator.locate(p)
  const road = await nearestRoad(db, districtId, p, ROAD_METRES)
  const place = (await placesIn(db, districtId, boxAround(p, PLACE_METRES)))
    .map(({ name, place: at }) => ({ name, metres: distanceMetres(p, at) }))
    .filter(({ metres }) => metres <= PLACE_METRES)
    .reduce<{ name: string; metres: number } | undefined>((a, b) => (a && a.metres <= b.metres ? a : b), undefined)
  // A door already begins with its road: 南滨路169号.
  const roadWord = place && road && place.name.startsWith(road.name) ? undefined : road?.name
  const words = [roadWord, place?.name].filter((word) => word !== undefined)
  const where =
    words.length > 0 ? words.join(' ') : [located?.streetName, located?.communityName].filter(Boolean).join(' ')
  return {
    text: where === '' ? '' : `${where}附近`,
    ...(road ? { road: { name: road.name, metres: Math.round(road.metres) } } : {}),
    ...(place ? { place: { name: place.name, metres: Math.round(place.metres) } } : {}),
    ...placedIn(located),
  }
}
