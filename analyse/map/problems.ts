import { defineProblems } from '#kernel/problem.ts'
import { MOST_CORNERS, MOST_RADIUS_METRES, MOST_SQUARE_METRES } from './area.ts'

const squareKilometres = MOST_SQUARE_METRES / 1_000_000

/** What may go wrong with a question about the map. */
export const mapProblems = defineProblems({
  map_area_invalid: {
    status: 422,
    zh: () => `圈选范围无效：至少三点、至多 ${MOST_CORNERS} 点，或半径不超过 ${MOST_RADIUS_METRES} 米的圆`,
    en: () => `Not a surface: three to ${MOST_CORNERS} corners, or a circle of at most ${MOST_RADIUS_METRES} metres`,
  },
  map_area_too_large: {
    status: 422,
    zh: () => `圈选范围过大，请圈在 ${squareKilometres} 平方公里以内`,
    en: () => `Too large a surface; draw at most ${squareKilometres} km²`,
  },
})
