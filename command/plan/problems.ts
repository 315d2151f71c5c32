import { defineProblems } from '#kernel/problem.ts'

export const planProblems = defineProblems({
  emergency_already_on: {
    status: 409,
    zh: (p: { name: string }) => `已处于“${p.name}”，须先解除才能进入另一个应急状态`,
    en: (p: { name: string }) => `“${p.name}” is in force; end it before another begins`,
  },
  emergency_not_on: {
    status: 409,
    zh: () => '这一应急状态已不在生效，请刷新后再看',
    en: () => 'This emergency is not in force any more; reload',
  },
  package_not_found: { status: 404, zh: () => '没有这套应急预案', en: () => 'There is no such package' },
  package_changed_meanwhile: {
    status: 409,
    zh: () => '这套预案已被他人修改，请刷新后再改',
    en: () => 'Somebody changed this package meanwhile; reload and edit again',
  },
  package_name_taken: {
    status: 409,
    zh: (p: { name: string }) => `已有名为“${p.name}”的预案`,
    en: (p: { name: string }) => `There is a package “${p.name}” already`,
  },
  package_unit_unknown: {
    status: 422,
    zh: (p: { unitId: string }) => `预案中的单位 ${p.unitId} 不存在`,
    en: (p: { unitId: string }) => `Unit ${p.unitId} of the package does not exist`,
  },
})
