import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong when somebody is drawn. */
export const drawProblems = defineProblems({
  nobody_to_draw: {
    status: 409,
    zh: (p: { all: number }) => `${p.all} 名采集员都与本案有关联，无人可抽；须由值班长指定并写明理由`,
    en: (p: { all: number }) =>
      `None of the ${p.all} collectors is independent of this case; the duty chief has to name one with a reason`,
  },
  redraw_reason_needed: {
    status: 422,
    zh: () => '已抽过核查人，重新抽取须写明理由',
    en: () => 'Somebody was drawn already; say why another is drawn',
  },
  naming_reason_needed: {
    status: 422,
    zh: () => '不抽取而指定核查人，须写明理由',
    en: () => 'Say why somebody is named instead of drawn',
  },
  no_draws_that_day: {
    status: 404,
    zh: (p: { day: string }) => `${p.day} 没有种子，也没有抽取`,
    en: (p: { day: string }) => `There is no seed and no draw of ${p.day}`,
  },
  named_of_unit: {
    status: 422,
    zh: () => '不能指定处置单位的人员核查本单位处置的案件',
    en: () => 'Nobody of the handling unit may verify its own work',
  },
  named_declined: {
    status: 422,
    zh: () => '此人已退回本案的核查任务，请指定他人',
    en: () => 'This person handed the task of this case back; name somebody else',
  },
  sample_not_found: { status: 404, zh: () => '没有这次抽样', en: () => 'There is no such sample' },
  sample_task_not_found: {
    status: 404,
    zh: () => '没有派给您的这项复查',
    en: () => 'No such second look was given to you',
  },
  sample_task_answered: { status: 409, zh: () => '已经回复过', en: () => 'It was answered already' },
  sample_note_needed: {
    status: 422,
    zh: () => '未解决或无法判断时，请写明现场情况',
    en: () => 'Say what you saw where it is not solved or cannot be told',
  },
})
