import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with units. */
export const organisationProblems = defineProblems({
  unit_not_found: { status: 404, zh: () => '没有这个单位', en: () => 'There is no such unit' },
  unit_id_taken: {
    status: 409,
    zh: (p: { unitId: string }) => `单位编号 ${p.unitId} 已用过，撤销的单位也不能重用`,
    en: (p: { unitId: string }) => `The unit id ${p.unitId} is taken; that of a retired unit is not used again`,
  },
  unit_parent_unknown: {
    status: 422,
    zh: () => '上级单位不存在、已撤销，或是它自己的下级',
    en: () => 'The parent does not exist, is retired, or stands below the unit itself',
  },
  unit_retired: { status: 409, zh: () => '单位已撤销，不能再改', en: () => 'The unit is retired and changes no more' },
  unit_unchanged: { status: 422, zh: () => '没有改动', en: () => 'Nothing is different' },
  unit_has_posts: {
    status: 409,
    zh: (p: { people: number }) => `还有 ${p.people} 人在此任岗，请先由安全管理员收回或改授岗位`,
    en: (p: { people: number }) =>
      `${p.people} people hold posts there; the security administrator has to move them first`,
  },
  unit_has_children: {
    status: 409,
    zh: (p: { units: number }) => `还有 ${p.units} 个下级单位，请先调整其隶属`,
    en: (p: { units: number }) => `${p.units} units stand below it; move them first`,
  },
  unit_needs_successor: {
    status: 409,
    zh: (p: { cases: number; duties: number; home: number }) =>
      `还有在办案件 ${p.cases} 件、职责 ${p.duties} 条、在编 ${p.home} 人，必须指定承接单位`,
    en: (p: { cases: number; duties: number; home: number }) =>
      `It has ${p.cases} open cases, ${p.duties} duties and ${p.home} people; a successor must be named`,
  },
  unit_successor_unknown: {
    status: 422,
    zh: () => '承接单位不存在、已撤销，或就是它自己',
    en: () => 'The successor does not exist, is retired, or is the unit itself',
  },
})
