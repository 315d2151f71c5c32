import type { Frame } from './codec.ts'

/** A frame and what it says, for tests and for whoever uses the codec alone. Made for this purpose; no station sent them. */
export type Sample = {
  about: string
  hex: string
  frame: Omit<Frame, 'text'>
  values: readonly [string, string, number | undefined][]
}

const base = { centre: 1, station: '0011223344', password: '03e8', isDown: false, ending: 3 }

export const samples: readonly Sample[] = [
  {
    about: 'keeping the line',
    hex: '7e7e01001122334403e82f000802000126010203040503e9de',
    frame: { ...base, code: 0x2f },
    values: [],
  },
]
