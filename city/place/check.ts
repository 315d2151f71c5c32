import type { Problem } from '#kernel/problem.ts'
import { type CellEdition, cellCodeFaults, codeFaultsEn, codeFaultsZh, divisionCodeFaults } from './code.ts'
import { type Frame, type Point, pointFault, pointIn, toCgcs2000 } from './frame.ts'
import type { GaussKrugerFault } from './gauss-kruger.ts'
import { placeProblems } from './problems.ts'

/** The problem of a pair of degrees (0,0; exchanged; outside China; not numbers), or undefined. */
export function pointProblem(lon: number, lat: number, field?: string): Problem | undefined {
  const fault = pointFault(lon, lat)
  if (fault === undefined) return undefined
  if (fault === 'not_a_number') return placeProblems.point_not_a_number({}, field)
  if (fault === 'zero') return placeProblems.point_zero({}, field)
  return fault === 'swapped'
    ? placeProblems.point_swapped({ lon, lat }, field)
    : placeProblems.point_outside_china({ lon, lat }, field)
}

/** A pair in its declared frame as a believable CGCS2000 point; throws the problem otherwise. */
export function believedPoint(given: { lon: number; lat: number; frame: Frame }, field?: string): Point {
  const problem = pointProblem(given.lon, given.lat, field)
  if (problem) throw problem
  return toCgcs2000(pointIn(given.frame, given.lon, given.lat))
}

/** The problem that words a Gauss-Krüger fault. */
export function planeProblem(fault: GaussKrugerFault, first: number, second: number, field?: string): Problem {
  switch (fault) {
    case 'not_a_number':
      return placeProblems.point_not_a_number({}, field)
    case 'out_of_range':
      return placeProblems.plane_out_of_range({ first, second }, field)
    case 'zone_unknown':
      return placeProblems.plane_zone_unknown({}, field)
    case 'zone_mismatch':
      return placeProblems.plane_zone_mismatch({}, field)
    case 'meridian_invalid':
      return placeProblems.plane_meridian_invalid({}, field)
  }
}

/** The problem of a cell code, each failing group of digits named; undefined when it is well formed. */
export function cellCodeProblem(
  code: string,
  county?: string,
  edition?: CellEdition,
  field?: string,
): Problem | undefined {
  if (code === '') return placeProblems.cell_code_missing({}, field)
  const faults = cellCodeFaults(code, county, edition)
  if (faults.length === 0) return undefined
  return placeProblems.cell_code_invalid({ code, zh: codeFaultsZh(faults), en: codeFaultsEn(faults) }, field)
}

/** The problem of a division code, or undefined. */
export function divisionCodeProblem(code: string, county?: string, field?: string): Problem | undefined {
  const faults = divisionCodeFaults(code, county)
  if (faults.length === 0) return undefined
  return placeProblems.division_code_invalid({ code, zh: codeFaultsZh(faults), en: codeFaultsEn(faults) }, field)
}
