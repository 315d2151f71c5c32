import { defineProblems } from '#kernel/problem.ts'
import { bearingZh } from './distance.ts'

type At = { lon: number; lat: number }
type Code = { code: string }
type Faulty = { code: string; zh: string; en: string }
type Shared = { other: string; squareMetres: number }

const pair = (p: At) => `(${p.lon}, ${p.lat})`

/** What may be wrong with a place, a code or a surface. */
export const placeProblems = defineProblems({
  point_not_a_number: { status: 422, zh: () => '坐标不是数字', en: () => 'The coordinates are not numbers' },
  point_zero: {
    status: 422,
    zh: () => '坐标为 0,0，设备未定位或未填写',
    en: () => 'The coordinates are 0,0: no fix, or not filled in',
  },
  point_swapped: {
    status: 422,
    zh: (p: At) => `经纬度写反了：${pair(p)}，经度应在前`,
    en: (p: At) => `Longitude and latitude are exchanged: ${pair(p)}; longitude comes first`,
  },
  point_outside_china: {
    status: 422,
    zh: (p: At) => `坐标 ${pair(p)} 不在中国范围内，请检查坐标系`,
    en: (p: At) => `The coordinates ${pair(p)} are outside China; check the frame`,
  },
  point_outside_district: {
    status: 422,
    zh: (p: At) => `点位 ${pair(p)} 不在本区任何单元网格内`,
    en: (p: At) => `The point ${pair(p)} is in no cell of this district`,
  },
  plane_out_of_range: {
    status: 422,
    zh: (p: { first: number; second: number }) => `平面坐标 (${p.first}, ${p.second}) 不在高斯-克吕格的取值范围内`,
    en: (p: { first: number; second: number }) =>
      `The plane coordinates (${p.first}, ${p.second}) fit no Gauss-Krüger zone`,
  },
  plane_zone_unknown: {
    status: 422,
    zh: () => '横坐标没有带号，必须写明中央子午线',
    en: () => 'The easting carries no zone; state the central meridian',
  },
  plane_zone_mismatch: {
    status: 422,
    zh: () => '横坐标的带号与写明的中央子午线或带宽不符',
    en: () => 'The zone of the easting contradicts the central meridian or zone width stated',
  },
  plane_meridian_invalid: {
    status: 422,
    zh: () => '中央子午线应在 73°–136° 之间且为整分',
    en: () => 'The central meridian must be whole minutes between 73° and 136°',
  },
  frame_unknown: {
    status: 422,
    zh: () => '没有写明坐标系；请选择 CGCS2000、WGS84、GCJ02、BD09 或高斯-克吕格平面',
    en: () => 'The coordinate frame is not stated; choose CGCS2000, WGS84, GCJ02, BD09 or a Gauss-Krüger plane',
  },
  frame_conflict: {
    status: 422,
    zh: (p: { declared: string; inFile: string }) => `所选坐标系 ${p.declared} 与文件里写的 ${p.inFile} 不一致`,
    en: (p: { declared: string; inFile: string }) =>
      `The frame chosen (${p.declared}) contradicts the one in the file (${p.inFile})`,
  },
  frame_suspected: {
    status: 422,
    zh: (p: { suspected: string; metres: number; bearing: number; sharePct: number }) =>
      `疑似坐标系有误：整体向${bearingZh(p.bearing)}偏约 ${p.metres} 米，按 ${p.suspected} 读取则 ${p.sharePct}% 的点吻合。确认坐标系无误后方可继续`,
    en: (p: { suspected: string; metres: number; bearing: number; sharePct: number }) =>
      `The frame looks wrong: all lies about ${p.metres} m off towards ${p.bearing}°, and ${p.sharePct}% fit when read as ${p.suspected}. Confirm the frame to go on`,
  },
  division_code_invalid: {
    status: 422,
    zh: (p: Faulty) => `区划代码 ${p.code} 有误：${p.zh}`,
    en: (p: Faulty) => `Division code ${p.code} is not valid: ${p.en}`,
  },
  division_parent_missing: {
    status: 422,
    zh: (p: { code: string; parent: string }) => `${p.code} 的上级 ${p.parent} 不存在`,
    en: (p: { code: string; parent: string }) => `${p.code} has no parent ${p.parent}`,
  },
  cell_code_missing: { status: 422, zh: () => '缺少单元网格标识码', en: () => 'The cell code is missing' },
  cell_code_invalid: {
    status: 422,
    zh: (p: Faulty) => `单元网格标识码 ${p.code} 有误：${p.zh}`,
    en: (p: Faulty) => `Cell code ${p.code} is not valid: ${p.en}`,
  },
  cell_code_repeated: {
    status: 422,
    zh: (p: { code: string; row: number }) => `单元网格标识码 ${p.code} 与第 ${p.row} 行重复`,
    en: (p: { code: string; row: number }) => `Cell code ${p.code} repeats row ${p.row}`,
  },
  cell_code_retired: {
    status: 422,
    zh: (p: Code) => `单元网格 ${p.code} 已停用，停用的码不得再用`,
    en: (p: Code) => `Cell ${p.code} is retired; a retired code is never used again`,
  },
  cell_codes_spent: {
    status: 409,
    zh: (p: Code) => `社区 ${p.code} 的 999 个网格号已用尽`,
    en: (p: Code) => `Community ${p.code} has used all its 999 cell numbers`,
  },
  cell_community_unknown: {
    status: 422,
    zh: (p: Code) => `社区 ${p.code} 不在本区的区划表中`,
    en: (p: Code) => `Community ${p.code} is not among the divisions of this district`,
  },
  cell_not_found: {
    status: 404,
    zh: (p: Code) => `没有单元网格 ${p.code}`,
    en: (p: Code) => `There is no cell ${p.code}`,
  },
  cell_planned: {
    status: 409,
    zh: (p: Code) => `单元网格 ${p.code} 有尚未生效的调整计划，先撤回计划或待其生效`,
    en: (p: Code) => `Cell ${p.code} has a change that is still to come; withdraw it or wait until it holds`,
  },
  cell_not_a_surface: {
    status: 422,
    zh: () => '几何必须是面（Polygon 或 MultiPolygon）',
    en: () => 'The geometry must be a Polygon or MultiPolygon',
  },
  cell_ring_open: { status: 422, zh: () => '边界没有闭合', en: () => 'The border is not closed' },
  cell_ring_too_short: {
    status: 422,
    zh: () => '边界少于三个角点',
    en: () => 'The border has fewer than three corners',
  },
  cell_ring_not_numeric: {
    status: 422,
    zh: () => '边界含有不是数字的坐标',
    en: () => 'The border holds coordinates that are not numbers',
  },
  cell_ring_without_area: { status: 422, zh: () => '边界没有围出面积', en: () => 'The border encloses no area' },
  cell_ring_crosses_itself: { status: 422, zh: () => '边界自相交', en: () => 'The border crosses or touches itself' },
  cell_hole_outside: { status: 422, zh: () => '孔洞落在外边界之外', en: () => 'A hole lies outside the outer border' },
  cell_overlap: {
    status: 422,
    zh: (p: Shared) => `与${p.other}重叠 ${Math.round(p.squareMetres)} 平方米`,
    en: (p: Shared) => `Overlaps ${p.other} by ${Math.round(p.squareMetres)} m²`,
  },
  cell_gap: {
    status: 422,
    zh: (p: At & { squareMetres: number }) => `旁边 ${pair(p)} 处有 ${Math.round(p.squareMetres)} 平方米的缝隙`,
    en: (p: At & { squareMetres: number }) => `Beside a gap of ${Math.round(p.squareMetres)} m² at ${pair(p)}`,
  },
  cell_dates_reversed: {
    status: 422,
    zh: () => '停用日期必须晚于启用日期',
    en: () => 'The end date must be later than the start date',
  },
  beat_not_found: { status: 404, zh: () => '没有这个责任网格', en: () => 'There is no such beat' },
  beat_cell_taken: {
    status: 409,
    zh: (p: { code: string; beat: string }) => `单元网格 ${p.code} 这段时间已属于责任网格“${p.beat}”`,
    en: (p: { code: string; beat: string }) => `Cell ${p.code} belongs to the beat “${p.beat}” at that time`,
  },
  district_not_found: {
    status: 404,
    zh: (p: Code) => `没有区 ${p.code}`,
    en: (p: Code) => `There is no district ${p.code}`,
  },
  import_file_unreadable: {
    status: 422,
    zh: (p: { reason: string }) => `文件无法读取：${p.reason}`,
    en: (p: { reason: string }) => `The file cannot be read: ${p.reason}`,
  },
  import_too_many_rows: {
    status: 413,
    zh: (p: { most: number }) => `一次最多导入 ${p.most} 行`,
    en: (p: { most: number }) => `At most ${p.most} rows at a time`,
  },
})
