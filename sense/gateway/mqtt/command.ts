import type { Instruction, InstructionAnswer } from '../instruction.ts'
import { answeredBy, documentOf, isMapping, Malformed, saidBy } from '../json/codec.ts'
import { isObject } from '../json/path.ts'

/** A command as a device hears it: as its own mapping says, else `{ id, name, parameters }`. */
export function commandOf(instruction: Instruction, mapping?: unknown): string {
  const { id, kind, values } = instruction
  const own = isMapping(mapping) ? mapping.down?.find((one) => one.kind === kind) : undefined
  if (own) return saidBy(own, instruction)
  if (kind !== 'send') return JSON.stringify({ id, name: kind, parameters: values })
  const parameters = typeof values.parameters === 'string' && values.parameters !== '' ? values.parameters : '{}'
  return JSON.stringify({ id, name: values.name, parameters: documentOf(Buffer.from(parameters)) })
}

/** What a device answers to a command: as its mapping says, else `{ id, ok, text }`; undefined where it says something else. */
export function answerIn(payload: Uint8Array, mapping?: unknown): InstructionAnswer | undefined {
  try {
    const said = documentOf(payload)
    if (isMapping(mapping) && mapping.answer) {
      const own = answeredBy(said, mapping.answer)
      return own && { id: own.id, isDone: own.isDone, zh: own.text, en: own.text }
    }
    if (!isObject(said) || typeof said.id !== 'string' || typeof said.ok !== 'boolean') return undefined
    const text = typeof said.text === 'string' ? said.text.slice(0, 200) : ''
    return { id: said.id, isDone: said.ok, zh: text, en: text }
  } catch (fault) {
    if (fault instanceof Malformed) return undefined
    throw fault
  }
}
