import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong with labels. */
export const thingProblems = defineProblems({
  labels_of_what: {
    status: 422,
    zh: () => '请选择部件类别，或给出一个部件编码',
    en: () => 'Choose a kind of component, or give the code of one',
  },
  labels_none: { status: 404, zh: () => '没有可打印的部件', en: () => 'There is nothing to print a label for' },
})
