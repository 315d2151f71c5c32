import { maskPersonal } from '#city/case/mask.ts'
import type { Problem } from '#kernel/problem.ts'
import { notifyProblems } from './problems.ts'

/** The words of a notice in both languages, with `{name}` where a parameter goes. */
export type Words = {
  readonly titleZh: string
  readonly titleEn: string
  readonly textZh: string
  readonly textEn: string
  /** What goes out by SMS; empty where nothing does. */
  readonly sms: string
}

export type Parameters = Readonly<Record<string, string | number>>

/** Characters of one SMS in Chinese; a longer text costs two. */
export const SMS_LIMIT = 70

const hole = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g

/** Every fault of a template: braces that do not match, parameters that are not there, an SMS that does not fit. */
export function faultsOf(words: Words, known: readonly string[]): Problem[] {
  const faults: Problem[] = []
  for (const [name, text] of Object.entries(words)) {
    const field = `body.${name}`
    const rest = text.replaceAll(hole, '')
    const brace = rest.search(/[{}]/)
    if (brace >= 0)
      faults.push(notifyProblems.template_braces({ near: rest.slice(Math.max(0, brace - 6), brace + 7) }, field))
    for (const parameter of parametersIn(text))
      if (!known.includes(parameter))
        faults.push(notifyProblems.template_parameter_unknown({ parameter, known: known.join(' ') }, field))
  }
  const { length } = [...words.sms]
  if (length > SMS_LIMIT) faults.push(notifyProblems.template_sms_too_long({ length, limit: SMS_LIMIT }, 'body.sms'))
  return faults
}

export const parametersIn = (text: string): string[] => [
  ...new Set([...text.matchAll(hole)].map((match) => match[1] ?? '')),
]

/** A template filled in. A parameter without a value reads “—”; telephone and identity numbers are masked. */
export const render = (text: string, params: Parameters): string =>
  maskPersonal(text.replaceAll(hole, (_, name: string) => shown(params[name])))

const shown = (value: string | number | undefined): string => (value === undefined ? '—' : String(value))

/** An SMS filled in and cut to what one message holds. */
export function renderSms(text: string, params: Parameters): string {
  const letters = [...render(text, params)]
  return letters.length <= SMS_LIMIT ? letters.join('') : `${letters.slice(0, SMS_LIMIT - 1).join('')}…`
}

// The letters of GSM 03.38 that cost one septet, and those that cost two.
const septets = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]$/
const doubleSeptets = /^[\^{}\\[~\]|€]$/

/** How many messages a text costs: 160 or 153 letters each in the GSM alphabet, 70 or 67 in any other (3GPP TS 23.038). */
export function smsSegments(text: string): number {
  let units = 0
  for (const letter of text) {
    if (septets.test(letter)) units += 1
    else if (doubleSeptets.test(letter)) units += 2
    else return segments(text.length, 70, 67)
  }
  return segments(units, 160, 153)
}

const segments = (units: number, alone: number, joined: number): number =>
  units === 0 ? 0 : units <= alone ? 1 : Math.ceil(units / joined)
