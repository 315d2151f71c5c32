import type { Page } from 'playwright-core'
import type { Device } from './stage.ts'

/** A page as somebody meets it: who, on what, where, and what is done before it is looked at. */
export type Scene = {
  readonly name: string
  readonly who: string
  readonly device: Device
  readonly path: string
  readonly open?: (page: Page) => Promise<void>
}

/** A page at a desk. */
export const desk = (name: string, who: string, path: string, open?: Scene['open']): Scene => ({
  ...{ name, who, device: 'desk', path },
  ...(open ? { open } : {}),
})

/** A page on a phone. */
export const phone = (name: string, who: string, path: string, open?: Scene['open']): Scene => ({
  ...desk(name, who, path, open),
  device: 'phone',
})
