import { uuidv7 } from 'uuidv7'

/** A new identifier made by the application: UUIDv7, so that keys grow with time and shard without a sequence. */
export const newId = (): string => uuidv7()

const shape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a text is an identifier as the application writes them, so that a database takes it for one. */
export const isId = (text: string | undefined): boolean => text !== undefined && shape.test(text)
