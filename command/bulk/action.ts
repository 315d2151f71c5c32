import type { Stage } from '#city/case/state.ts'

/** A step that may be ordered for many cases at once. */
export type BulkAction = {
  /** The step's own permission. */
  readonly permission: string
  readonly zh: string
  readonly en: string
  /** The action that takes it back, where there is one. */
  readonly undo: BulkActionName | null
}

export const bulkActionNames = ['dispatch', 'recall', 'decide-extension', 'urge', 'rework', 'close', 'note'] as const
export type BulkActionName = (typeof bulkActionNames)[number]

/** Named as their routes are: `/api/cases/:id/<name>`. What cannot be taken back is said before it is done. */
export const bulkActions: Readonly<Record<BulkActionName, BulkAction>> = {
  dispatch: { permission: 'case.dispatch', zh: '派遣', en: 'Dispatch', undo: 'recall' },
  recall: { permission: 'case.recall', zh: '撤派', en: 'Recall', undo: 'dispatch' },
  'decide-extension': { permission: 'case.extend.decide', zh: '审批延期', en: 'Decide on extensions', undo: null },
  urge: { permission: 'case.urge', zh: '督办', en: 'Urge', undo: 'note' },
  rework: { permission: 'case.rework', zh: '返工', en: 'Send for rework', undo: null },
  close: { permission: 'case.close', zh: '结案', en: 'Close', undo: null },
  note: { permission: 'case.note', zh: '备注', en: 'Note', undo: 'note' },
}

/** How long a bulk can be taken back. */
export const UNDO_MINUTES = 30

/** From how many cases, or after how long, the owner has turned to something else and is told of the end. */
export const LONG = { cases: 50, milliseconds: 10_000 } as const

/** How many cases one order may name. */
export const BULK_MAX = 500

/** Where a case stood at a moment, as much as a bulk shows of it and needs to go back. */
export type Standing = {
  readonly version: number
  readonly stage: Stage
  readonly unitId: string | null
  readonly unitName: string | null
  readonly coUnitIds: readonly string[]
  readonly dueAt: string | null
}

type Input = Readonly<Record<string, unknown>>

/** What the inverse asks of one case. A recalled case goes back to the unit it was with; words that were said get words after them. */
export function undoBody(action: BulkActionName, input: Input, before: Standing): Input | undefined {
  const said = String(input.text ?? '').slice(0, 400)
  switch (action) {
    case 'dispatch':
      return { reason: '撤销批量派遣' }
    case 'recall':
      return before.unitId === null
        ? undefined
        : { unitId: before.unitId, coUnitIds: before.coUnitIds, note: '撤销批量撤派，派回原单位' }
    case 'urge':
      return { text: `撤回督办，无需答复：${said}` }
    case 'note':
      return { text: `撤回备注：${said}` }
    default:
      return undefined
  }
}
