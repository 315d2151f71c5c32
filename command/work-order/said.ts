import type { OrderEvent } from './event.ts'

/** What a fact of an order says, for its history on screen. */
export function saidIn(event: OrderEvent): string {
  switch (event.kind) {
    case 'planned':
      return event.body.words
    case 'assigned':
      return [event.body.unitName, event.body.personName, event.body.words].filter(Boolean).join(' · ')
    case 'signed':
      return [`第 ${event.body.point + 1} 项`, event.body.words].filter(Boolean).join('：')
    case 'done':
      return event.body.words
    case 'accepted':
      return event.body.words
    case 'sent_back':
      return `${event.body.reason}（第 ${event.body.points.map((point) => point + 1).join('、')} 项）`
    case 'cancelled':
      return event.body.reason
    case 'begun':
      return ''
  }
}

export const filesIn = (event: OrderEvent): readonly string[] =>
  event.kind === 'signed' || event.kind === 'done' ? event.body.files : []
