import type { Db } from '#kernel/db/db.ts'
import type { SubjectKind } from './counts.ts'
import type { SheetRow } from './row.ts'
import { getRules } from './rule-store.ts'
import { latestRun, type Run, readRows } from './run-store.ts'

export type { SubjectKind } from './counts.ts'
export type { SheetRow } from './row.ts'
export type { Run } from './run-store.ts'

/** What a score was made by, for whoever prints it: the column heads, readings of disputed counts, and grades. */
export type PrintedRun = {
  readonly run: Run
  readonly rows: readonly { readonly kind: SubjectKind; readonly row: SheetRow }[]
  readonly indicators: readonly {
    readonly name: string
    readonly zh: string
    readonly en: string
    readonly as: 'ratio' | 'amount'
  }[]
  readonly grades: readonly {
    readonly letter: string
    readonly colour: string
    readonly zh: string
    readonly en: string
  }[]
  readonly footnotes: readonly { readonly zh: string; readonly en: string; readonly source: string }[]
}

/** The newest run of a half-open period of local days with its lines; undefined where nobody has scored it yet. */
export async function findPrintedRun(
  db: Db,
  districtId: string,
  from: string,
  to: string,
): Promise<PrintedRun | undefined> {
  const run = await latestRun(db, districtId, from, to)
  if (!run) return undefined
  const { compiled } = await getRules(db, districtId, run.ruleVersion)
  const { indicators, grades, definitions } = compiled.rules
  return {
    run,
    rows: (await readRows(db, districtId, run.runId)).map(({ kind, body }) => ({ kind, row: body })),
    indicators: indicators.map(({ name, title, as }) => ({ name, ...title, as })),
    grades: grades.map(({ letter, colour, title }) => ({ letter, colour, ...title })),
    footnotes: definitions.map(({ title, choices, chosen }) => {
      const { note, source } = choices.find(({ id }) => id === chosen)!
      return { zh: `${title.zh}：${note.zh}`, en: `${title.en}: ${note.en}`, source }
    }),
  }
}
