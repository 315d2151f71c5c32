import type { Random } from './ground/random.ts'

export type ComponentValue = string | number | boolean

type Values = Readonly<Record<string, ComponentValue>>

/**
 * What the town's census wrote down of a lamp, a cabinet or a cover, by the attributes of standards/component-attributes.csv (invented,
 * in proportions usual for a town); of other kinds it asked nothing. A few were never filled in, as in any register.
 */
export function surveyedValues(kind: string, random: Random, road: string | undefined): Values {
  if (random.chance(0.04)) return {}
  if (kind === '01037') return roadLamp(random, road)
  if (kind === '01038' || kind === '01039') return parkLamp(kind, random)
  if (kind === '01060') return { capacity: random.pick([30, 50, 80, 100]), voltage: 0.4 }
  const usual = covers[kind]
  return usual ? cover(kind, usual, random) : {}
}

function roadLamp(random: Random, road: string | undefined): Values {
  const height = random.pick([6, 8, 8, 10, 10, 12])
  const isLed = random.chance(0.82)
  const power = isLed ? { 6: 60, 8: 100, 10: 150, 12: 220 }[height] : { 6: 100, 8: 150, 10: 250, 12: 400 }[height]
  return {
    height,
    lightSource: isLed ? 'LED' : '高压钠灯',
    power: power ?? 150,
    heads: height >= 10 && random.chance(0.4) ? 2 : 1,
    control: isLed ? random.pick(['单灯控制', '单灯控制', '集中控制']) : random.pick(['时控', '光控']),
    ...(road ? { circuit: `${road}${random.int(1, 4)}号配电箱` } : {}),
  }
}

const parkLamp = (kind: string, random: Random): Values => ({
  height: kind === '01038' ? 0.5 : random.pick([2.5, 3, 3.5, 4]),
  lightSource: 'LED',
  power: kind === '01038' ? random.pick([5, 9, 12]) : random.pick([20, 30, 40]),
  heads: 1,
  control: random.pick(['时控', '集中控制']),
})

type Usual = readonly [openings: readonly number[], classes: readonly string[]]

/** Clear openings in mm and load classes that each kind of cover usually has; the class by where it lies. */
const covers: Readonly<Record<string, Usual>> = {
  '01001': [
    [600, 700],
    ['D400', 'D400', 'C250'],
  ],
  '01002': [
    [700, 700, 800],
    ['D400', 'D400', 'E600'],
  ],
  '01003': [
    [700, 700, 800],
    ['D400', 'D400', 'E600'],
  ],
  '01005': [
    [800, 900],
    ['B125', 'C250'],
  ],
  '01006': [[400, 500], ['B125']],
  '01007': [
    [700, 900],
    ['B125', 'C250'],
  ],
  '01008': [[600], ['B125']],
  '01009': [[600], ['B125']],
  '01011': [
    [600, 700],
    ['C250', 'D400'],
  ],
  '01012': [[500], ['B125']],
  '01014': [
    [500, 600],
    ['A15', 'B125'],
  ],
  '01015': [[500], ['B125']],
  '01017': [[800, 900], ['C250']],
  '01018': [[700], ['C250', 'D400']],
}

function cover(kind: string, [openings, classes]: Usual, random: Random): Values {
  const isIron = random.chance(0.74)
  return {
    shape: random.chance(0.86) ? '圆形' : '方形',
    opening: random.pick(openings),
    coverMaterial: isIron ? '球墨铸铁' : random.pick(['复合材料', '复合材料', '灰口铸铁', '钢纤维混凝土']),
    loadClass: random.pick(classes),
    // Nets hang where water runs deep; elsewhere few shafts have one.
    hasNet: random.chance(kind === '01002' || kind === '01003' ? 0.7 : 0.15),
  }
}
