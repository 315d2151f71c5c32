import { viewFile } from '#kernel/files/contract.ts'
import { addressOf } from '../client.ts'

/** A picture of a case with what it shows. */
export type Photo = { readonly fileId: string; readonly caption: string }

export const photoAddress = (fileId: string, variant: 'thumb' | 'screen' | 'original'): string =>
  addressOf(viewFile, { params: { fileId, variant } })
