/** Linear light, 0 to 1 each. */
type Linear = readonly [number, number, number]

/** A colour written `#rrggbb` as linear light. */
function linearOf(hex: string): Linear {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

const luminanceOf = ([red, green, blue]: Linear): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue

/** How well one colour is read on another, 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrast(ink: string, paper: string): number {
  const [a, b] = [luminanceOf(linearOf(ink)), luminanceOf(linearOf(paper))]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

type Matrix = readonly [Linear, Linear, Linear]

/** The three kinds of dichromatic sight as Machado, Oliveira and Fernandes model them (2009, severity 1), and ordinary sight. */
const sights = {
  ordinary: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, Matrix>

export type Sight = keyof typeof sights

export const sightNames = Object.keys(sights) as readonly Sight[]

function seen(hex: string, sight: Sight): Linear {
  const colour = linearOf(hex)
  const channel = (row: Linear) =>
    Math.min(1, Math.max(0, row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2]))
  const [red, green, blue] = sights[sight]
  return [channel(red), channel(green), channel(blue)]
}

/** CIE L*a*b* under D65. */
function labOf([red, green, blue]: Linear): Linear {
  const f = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116)
  const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
  const y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue)
  const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** How far two colours are apart to somebody with that sight (ΔE*ab; about 2 can just be told, 10 at a glance). */
export function distance(one: string, other: string, sight: Sight = 'ordinary'): number {
  const [a, b] = [labOf(seen(one, sight)), labOf(seen(other, sight))]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}
