import type { PhotoPair } from '#city/case/contract.ts'
import { formatSpan } from '../time.ts'

type Line = { readonly name: string; readonly text: string; readonly isUnknown: boolean }

const winds = [
  ['北', 'north'],
  ['东北', 'north-east'],
  ['东', 'east'],
  ['东南', 'south-east'],
  ['南', 'south'],
  ['西南', 'south-west'],
  ['西', 'west'],
  ['西北', 'north-west'],
] as const

/** What sets two photographs apart, in words; what is unknown says why. */
export function pairLines(pair: PhotoPair, language: 'zh' | 'en'): Line[] {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  return [
    { name: say('间距', 'Distance'), ...distance(pair, say) },
    { name: say('间隔', 'Time between'), ...time(pair, language, say) },
    { name: say('朝向', 'Direction'), ...direction(pair, say) },
  ]
}

type Say = (zh: string, en: string) => string
type Said = Pick<Line, 'text' | 'isUnknown'>

function distance({ metres, towards, before, after }: PhotoPair, say: Say): Said {
  if (metres === null) {
    const [first, second] = [before.pointFrom === null, after.pointFrom === null]
    const which =
      first && second
        ? say('两张照片', 'Neither photo')
        : first
          ? say('前一张', 'The first')
          : say('后一张', 'The second')
    return {
      isUnknown: true,
      text: say(`未知：${which}没有定位`, `Unknown: ${which.toLowerCase()} carries no position`),
    }
  }
  const wind = towards === null ? undefined : winds[Math.round(towards / 45) % 8]
  const far = Math.round(metres)
  const text = wind
    ? say(`相距 ${far} 米，后者在${wind[0]}面`, `${far} m, the second to the ${wind[1]}`)
    : say(`相距 ${far} 米`, `${far} m`)
  const byFix = before.pointFrom === 'fix' || after.pointFrom === 'fix'
  return { isUnknown: false, text: byFix ? text + say('（按回复时的定位）', ' (by the fix of the answer)') : text }
}

function time({ apartMs, apartFrom }: PhotoPair, language: 'zh' | 'en', say: Say): Said {
  const span = formatSpan(apartMs, language)
  const order =
    apartMs < 0 ? say(`“处置后”反而早 ${span}`, `the “after” is ${span} earlier`) : say(`相隔 ${span}`, `${span} apart`)
  return apartFrom === 'camera'
    ? { isUnknown: false, text: say(`${order}（相机时间）`, `${order} (by the cameras)`) }
    : {
        isUnknown: true,
        text: say(`${order}（按登记时间，拍摄时间未知）`, `${order} (as entered; when taken is unknown)`),
      }
}

function direction({ turnDegrees, before, after }: PhotoPair, say: Say): Said {
  if (turnDegrees === null) {
    const both = !before.hasFacing && !after.hasFacing
    const which = both
      ? say('两张照片', 'neither photo')
      : before.hasFacing
        ? say('后一张', 'the second')
        : say('前一张', 'the first')
    return {
      isUnknown: true,
      text: both
        ? say(`未知：${which}都没有记录朝向`, `Unknown: ${which} records where it looked`)
        : say(`未知：${which}没有记录朝向`, `Unknown: ${which} does not record where it looked`),
    }
  }
  const turn = Math.round(turnDegrees)
  const isSame = turn <= 30
  return {
    isUnknown: false,
    text: isSame
      ? say(`朝向相近，差 ${turn}°`, `Much the same, ${turn}° apart`)
      : say(`朝向相差 ${turn}°`, `${turn}° apart`),
  }
}
