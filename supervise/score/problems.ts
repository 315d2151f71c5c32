import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with scores, their rules and their runs. */
export const scoreProblems = defineProblems({
  score_period_wrong: {
    status: 422,
    zh: (p: { from: string; to: string; most: number }) =>
      `期间 ${p.from} 至 ${p.to}（不含）有误：止日须在起日之后，最长 ${p.most} 天`,
    en: (p: { from: string; to: string; most: number }) =>
      `The period from ${p.from} up to ${p.to} is wrong: it has to end after it begins and may have ${p.most} days`,
  },
  score_period_not_begun: {
    status: 422,
    zh: (p: { from: string }) => `自 ${p.from} 起尚无完整的一天可计，请选更早的期间`,
    en: (p: { from: string }) => `No whole day has passed since ${p.from}; choose an earlier period`,
  },
  score_rule_missing: {
    status: 409,
    zh: (p: { day: string }) => `${p.day} 没有生效的评价规则，请先发布`,
    en: (p: { day: string }) => `No scoring rules are in force on ${p.day}; publish some first`,
  },
  score_rule_not_found: {
    status: 404,
    zh: (p: { version: number }) => `没有第 ${p.version} 版评价规则`,
    en: (p: { version: number }) => `There is no version ${p.version} of the scoring rules`,
  },
  score_rule_invalid: {
    status: 422,
    zh: (p: { count: number }) => `评价规则有 ${p.count} 处错误，未发布`,
    en: (p: { count: number }) => `The scoring rules have ${p.count} faults and were not published`,
  },
  score_rule_day_taken: {
    status: 409,
    zh: (p: { after: string }) => `生效日须晚于现有最后一版的 ${p.after}，已发布的规则不改不插`,
    en: (p: { after: string }) =>
      `The first day has to be after ${p.after}, when the last version begins; nothing is put before it`,
  },
  score_rule_too_early: {
    status: 422,
    zh: (p: { day: string }) => `已有版本时，生效日不得早于今天 ${p.day}，考核期间的规则不能事后更改`,
    en: (p: { day: string }) =>
      `Once there is a version, a new one begins on ${p.day} or later: nobody is scored by rules made afterwards`,
  },
  score_counting_behind: {
    status: 409,
    zh: (p: { waiting: number }) => `还有 ${p.waiting} 件案件待计数，正在后台进行，请稍后再试`,
    en: (p: { waiting: number }) => `${p.waiting} cases are still being counted in the background; try again shortly`,
  },
  score_run_not_found: {
    status: 404,
    zh: () => '没有这次评价',
    en: () => 'There is no such run',
  },
  score_sheet_not_found: {
    status: 404,
    zh: (p: { kind: string }) => `这一版规则不评价“${p.kind}”`,
    en: (p: { kind: string }) => `These rules do not score “${p.kind}”`,
  },
  score_name_unknown: {
    status: 422,
    zh: (p: { name: string }) => `没有计数或指标“${p.name}”`,
    en: (p: { name: string }) => `There is no count or indicator “${p.name}”`,
  },
  score_other_definition: {
    status: 409,
    zh: (p: { made: number; now: number }) => `这次评价按第 ${p.made} 版计数定义做出，本程序为第 ${p.now} 版，不能比对`,
    en: (p: { made: number; now: number }) =>
      `This run counted by definition ${p.made} and this program counts by ${p.now}; the bytes cannot be compared`,
  },
})
