import type { Condition } from '#analyse/rule/contract.ts'
import { metricName } from '#sense/device/contract.ts'

type Language = 'zh' | 'en'

/** A condition as a sentence. */
export function conditionText(condition: Condition, language: Language): string {
  const zh = language === 'zh'
  switch (condition.kind) {
    case 'lasting': {
      const inner = conditionText(condition.of, language)
      return zh
        ? `${inner}，持续 ${span(condition.seconds, language)}`
        : `${inner} for ${span(condition.seconds, language)}`
    }
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => conditionText(part, language))
      return parts.join(condition.kind === 'all' ? (zh ? '，且' : ' and ') : zh ? '，或' : ' or ')
    }
    case 'threshold': {
      const { metric, side, limit, clear, unit } = condition
      const sign = side === 'above' ? '>' : '<'
      const back =
        clear !== undefined && clear !== limit ? (zh ? `（回到 ${clear} 恢复）` : ` (clears at ${clear})`) : ''
      return `${metricName(metric)[language]} ${sign} ${limit} ${unit}${back}`
    }
    case 'rate': {
      const { metric, way, by, unit, withinSeconds } = condition
      const time = span(withinSeconds, language)
      return zh
        ? `${metricName(metric).zh} ${time}内${way === 'rises' ? '上升' : '下降'} ${by} ${unit}`
        : `${metricName(metric).en} ${way} by ${by} ${unit} within ${time}`
    }
    case 'transition': {
      const { metric, bit, to, from } = condition
      const name = `${metricName(metric)[language]}${bit === undefined ? '' : zh ? `第 ${bit} 位` : ` bit ${bit}`}`
      const came = from ? (zh ? `由 ${from.join('/')} ` : `from ${from.join('/')} `) : ''
      return zh ? `${name} ${came}变为 ${to.join('/')}` : `${name} ${came}to ${to.join('/')}`
    }
    case 'fence': {
      const names = {
        circle: zh ? '圆形区域' : 'a circle',
        polygon: zh ? '划定区域' : 'an area',
        corridor: zh ? '线路' : 'a way',
      }
      const { side, area, named } = condition
      if (named)
        return zh ? `${side === 'inside' ? '进入' : '离开'}围栏“${named.name}”` : `${side} fence “${named.name}”`
      if (zh) return `${side === 'inside' ? '进入' : '离开'}${names[area.shape]}`
      return `${side} ${names[area.shape]}`
    }
    case 'silence': {
      const what = condition.metric ? metricName(condition.metric)[language] : zh ? '设备' : 'device'
      const time = condition.afterSeconds
        ? span(condition.afterSeconds, language)
        : zh
          ? '登记时长'
          : 'its registered time'
      return zh ? `${what}超过${time}无数据` : `nothing of the ${what} for ${time}`
    }
  }
}

function span(seconds: number, language: Language): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (seconds < 60 || rest > 0) return language === 'zh' ? `${seconds} 秒` : `${seconds} s`
  return language === 'zh' ? `${minutes} 分钟` : `${minutes} min`
}
