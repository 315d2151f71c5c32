import { type Severity, severityNames } from '#analyse/rule/contract.ts'
import type { stepFault } from '#analyse/telling/contract.ts'
import { useLanguage, usePick } from '#web/kit/language.ts'

type Issues = { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }

/** What is wrong with the steps of a plan, in words that name the severity and the step. */
export function useFault(): (fault: ReturnType<typeof stepFault>, shape?: Issues) => string | undefined {
  const pick = usePick()
  const zh = useLanguage() === 'zh'
  return (fault, shape) => {
    const path = shape?.issues[0]?.path.map(String) ?? []
    const at = path.findIndex((one) => one in severityNames)
    if (fault) {
      const name = pick(severityNames[fault.severity])
      const n = fault.step + 1
      return zh ? `${name}：第 ${n} 步应晚于前一步` : `${name}: step ${n} must come after the one before it`
    }
    if (path.length === 0) return undefined
    if (at < 0) return zh ? '请写明依据及其标记' : 'Give the source and its mark'
    const name = pick(severityNames[path[at] as Severity])
    const step = path[at + 1] === 'steps' ? Number(path[at + 2]) + 1 : undefined
    if (step === undefined) return zh ? `${name}：请填全免扰时段` : `${name}: give both ends of the quiet hours`
    return zh ? `${name}：第 ${step} 步未填全或超出范围` : `${name}: step ${step} is not complete or out of range`
  }
}
