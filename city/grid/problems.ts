import { LEAST_SQUARE_METRES, type ReshapeFault } from '#city/place/reshape.ts'
import { defineProblems } from '#kernel/problem.ts'

type Said = { zh: string; en: string }

/** Each reason why cells cannot be cut or joined as drawn, in words that say what to do. */
export const reshapeWords: Readonly<Record<ReshapeFault, Said>> = {
  of_several_parts: { zh: '网格由多块组成，不能这样调整', en: 'The cell has several parts' },
  line_too_short: { zh: '至少画两个点', en: 'Draw two points at least' },
  line_ends_inside: {
    zh: '分割线两端应到达或越过网格边界（20 米内自动延伸）',
    en: 'Both ends must reach the border (within 20 m they are drawn on)',
  },
  line_cuts_not_twice: { zh: '分割线应恰好穿入、穿出网格各一次', en: 'The line must enter and leave the cell once' },
  line_crosses: { zh: '线与自身或其他边界相交', en: 'The line crosses itself or another border' },
  line_through_hole: { zh: '分割线穿过网格中的孔洞', en: 'The line runs through a hole of the cell' },
  piece_too_small: {
    zh: `有一块不足 ${LEAST_SQUARE_METRES} 平方米`,
    en: `A piece would have less than ${LEAST_SQUARE_METRES} m²`,
  },
  not_neighbours: { zh: '所选网格没有连成一片的公共边', en: 'The cells have no border in common' },
  encloses: { zh: '合并后会围住别的网格', en: 'Together they would enclose another cell' },
  border_of_several_parts: { zh: '两个网格的公共边不止一段', en: 'Their common border has several parts' },
  border_ends_moved: { zh: '公共边的两个端点不能移动', en: 'The two ends of the border must stay' },
}

/** What may go wrong with a change of cells. */
export const gridProblems = defineProblems({
  grid_shape_refused: {
    status: 422,
    zh: (p: Said) => `网格不能这样划：${p.zh}`,
    en: (p: Said) => `The cells cannot be drawn so: ${p.en}`,
  },
  grid_cells_count: {
    status: 422,
    zh: (p: Said) => `所选网格数不对：${p.zh}`,
    en: (p: Said) => `The wrong number of cells: ${p.en}`,
  },
  grid_communities_differ: {
    status: 422,
    zh: () => '所选网格不在同一社区；单元网格不跨社区',
    en: () => 'The cells are of different communities; no cell crosses a community',
  },
  grid_cell_too_new: {
    status: 409,
    zh: (p: { code: string }) => `网格 ${p.code} 今天刚启用，请把生效日期定在明天或以后`,
    en: (p: { code: string }) => `Cell ${p.code} began today; it can be split, merged or retired as of tomorrow`,
  },
  grid_day_unfit: {
    status: 422,
    zh: (p: { today: string }) => `生效日期须在今天（${p.today}）或以后两年之内`,
    en: (p: { today: string }) => `It can hold from today (${p.today}) or from a day within two years`,
  },
  grid_change_not_found: {
    status: 404,
    zh: (p: { number: number }) => `没有第 ${p.number} 号网格调整`,
    en: (p: { number: number }) => `There is no change ${p.number} of the cells`,
  },
  grid_change_not_planned: {
    status: 409,
    zh: (p: { number: number }) => `第 ${p.number} 号网格调整不在计划中，不能撤回`,
    en: (p: { number: number }) => `Change ${p.number} of the cells is not planned and cannot be withdrawn`,
  },
  grid_change_built_upon: {
    status: 409,
    zh: (p: Said) => `此次网格调整不能撤销：${p.zh}`,
    en: (p: Said) => `This change of cells cannot be undone: ${p.en}`,
  },
  grid_changed_meanwhile: {
    status: 409,
    zh: () => '网格在您预览之后有变动，请重新预览',
    en: () => 'Cells have changed since the preview; look at it again',
  },
  grid_not_whole: {
    status: 422,
    zh: (p: Said) => `拓扑检查未通过：${p.zh}`,
    en: (p: Said) => `The cells do not fit: ${p.en}`,
  },
  beat_person_unfit: {
    status: 422,
    zh: () => '所选人员不是在岗的采集员',
    en: () => 'That person is no active collector',
  },
})
