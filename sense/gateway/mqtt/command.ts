import type { Instruction, InstructionAnswer } from '../instruction.ts'
import { documentOf, Malformed } from '../json/codec.ts'
import { isObject } from '../json/path.ts'

/** A command as a device hears it: `{ id, name, parameters }`. */
export function commandOf({ id, values }: Instruction): string {
  const parameters = typeof values.parameters === 'string' && values.parameters !== '' ? values.parameters : '{}'
  return JSON.stringify({ id, name: values.name, parameters: documentOf(Buffer.from(parameters)) })
}

/** What a device answers to a command: `{ id, ok, text }`, or undefined where it says something else. */
export function answerIn(payload: Uint8Array): InstructionAnswer | undefined {
  try {
    const said = documentOf(payload)
    if (!isObject(said) || typeof said.id !== 'string' || typeof said.ok !== 'boolean') return undefined
    const text = typeof said.text === 'string' ? said.text.slice(0, 200) : ''
    return { id: said.id, isDone: said.ok, zh: text, en: text }
  } catch (fault) {
    if (fault instanceof Malformed) return undefined
    throw fault
  }
}
