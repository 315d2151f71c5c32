import { photoWatcher } from '#analyse/photo/background.ts'
import { openLocalStore } from '#kernel/files/local-store.ts'
import { relayIn } from './relayed.ts'
import type { Story } from './story.ts'

/** Lets the looks of all photos of a story be taken, as often as one likes. */
export const tellPhotos = async ({ tx, folder, clock }: Story): Promise<void> =>
  relayIn(tx, [photoWatcher(await openLocalStore(folder), clock)])()
