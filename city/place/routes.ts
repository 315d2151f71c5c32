import { type Route, route } from '#kernel/http/route.ts'
import {
  answerCell,
  answerCellImport,
  answerCellSearch,
  answerDivisions,
  answerGeocode,
  answerLocate,
  answerReverse,
} from './answer.ts'
import {
  geocodePlace,
  getCell,
  importCells,
  listDivisions,
  locatePlace,
  reversePlace,
  searchCells,
} from './contract.ts'
import type { CandidateFinder } from './geocode.ts'

/** Cells, divisions and geocoding. `finders` add candidates of other folders (component codes) to the geocoder. */
export const placeRoutes = (finders: readonly CandidateFinder[]): readonly Route[] => [
  route(locatePlace, ({ tx, actor, query, now }) => answerLocate(tx, actor.districtId, query, now)),
  route(geocodePlace, ({ tx, actor, query, now }) => answerGeocode(tx, actor.districtId, query, now, finders)),
  route(reversePlace, ({ tx, actor, query, now }) => answerReverse(tx, actor.districtId, query, now)),
  route(searchCells, ({ tx, actor, query, now }) => answerCellSearch(tx, actor.districtId, query, now)),
  route(getCell, ({ tx, actor, params, now }) => answerCell(tx, actor.districtId, params, now)),
  route(listDivisions, ({ tx, actor, now }) => answerDivisions(tx, actor.districtId, now)),
  route(importCells, ({ tx, actor, query, bytes }) =>
    answerCellImport(tx, actor.districtId, { ...query, text: bytes.toString('utf8') }),
  ),
]
