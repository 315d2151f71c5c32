/** Bytes of the draft's photos, kept until the report is sent. Falls back to memory where IndexedDB is forbidden. */
const memory = new Map<string, Blob>()

const database: Promise<IDBDatabase | undefined> = new Promise((resolve) => {
  try {
    const opening = indexedDB.open('yiwang-photos', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('photo')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => resolve(undefined)
  } catch {
    resolve(undefined)
  }
})

const photos = (base: IDBDatabase, mode: IDBTransactionMode) => base.transaction('photo', mode).objectStore('photo')

export async function keepPhoto(id: string, bytes: Blob): Promise<void> {
  memory.set(id, bytes)
  const base = await database
  if (base) await done(photos(base, 'readwrite').put(bytes, id)).catch(() => {})
}

export async function findPhoto(id: string): Promise<Blob | undefined> {
  const held = memory.get(id)
  if (held) return held
  const base = await database
  return base && (await done<Blob | undefined>(photos(base, 'readonly').get(id)).catch(() => undefined))
}

export async function dropPhoto(id: string): Promise<void> {
  memory.delete(id)
  const base = await database
  if (base) await done(photos(base, 'readwrite').delete(id)).catch(() => {})
}

const done = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
