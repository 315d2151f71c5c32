import { defineProblems } from '#kernel/problem.ts'

export const watchProblems = defineProblems({
  ladder_invalid: {
    status: 422,
    zh: () => '升级阶梯有误，请改正标出的各级',
    en: () => 'The ladder is wrong; please mend the rungs that are marked',
  },
  ladder_changed_meanwhile: {
    status: 409,
    zh: (p: { basedOn: number; current: number }) =>
      `您依据的是阶梯第 ${p.basedOn} 版，现行已是第 ${p.current} 版，请刷新后再改`,
    en: (p: { basedOn: number; current: number }) =>
      `You edited ladder version ${p.basedOn}, but version ${p.current} is in force; reload and edit again`,
  },
})
