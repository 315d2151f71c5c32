import { uuidv7 } from 'uuidv7'

/** A new identifier made by the application: UUIDv7, so that keys grow with time and shard without a sequence. */
export const newId = (): string => uuidv7()
