import { Malformed } from '../bytes/malformed.ts'

/** Settings of a terminal that are read and changed here, by id; each is a double word. JT/T 808-2019, table 12 [S]. */
const known: Readonly<Record<string, number>> = {
  heartbeat: 0x0001,
  sleepingInterval: 0x0027,
  emergencyInterval: 0x0028,
  interval: 0x0029,
  maxSpeed: 0x0055,
  overspeed: 0x0056,
}

type Setting = { id: number; bytes: Uint8Array }

/** Settings as their message carries them. Throws `Malformed` for one that is not known. */
export const settingsOf = (values: Readonly<Record<string, string | number>>): Setting[] =>
  Object.entries(values).map(([name, value]) => {
    const id = Object.hasOwn(known, name) ? known[name] : undefined
    if (id === undefined || typeof value !== 'number') throw new Malformed('value', 0, `no setting ${name}`)
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return { id, bytes }
  })

const names: ReadonlyMap<number, string> = new Map(Object.entries(known).map(([name, id]) => [id, name]))

/** The settings that a terminal said, by name, as far as they are known here. */
export function settingsIn(given: readonly Setting[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const { id, bytes } of given) {
    const name = names.get(id)
    if (name && bytes.length > 0 && bytes.length <= 4) found[name] = Buffer.from(bytes).readUIntBE(0, bytes.length)
  }
  return found
}

/** Under which fact of its device a setting is kept. */
export const settingFact = (name: string): string => `setting:${name}`
