/** What a device is told to do: a kind that its protocol has, and flat values by name. */
export type Instruction = { id: string; kind: string; values: Readonly<Record<string, string | number>> }

/** What a device answered: whether it did as it was told, why not, and what it said beside. */
export type InstructionAnswer = {
  id: string
  isDone: boolean
  zh?: string
  en?: string
  data?: Readonly<Record<string, string | number | boolean>>
}
