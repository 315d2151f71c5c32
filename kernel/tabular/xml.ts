import { SaxesParser } from 'saxes'
import { tabularProblems as problems } from './problems.ts'

/** Called as a part is read; names come without their prefix. */
export type XmlHandlers = {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/**
 * A parser fed with bytes. It knows the five entities of XML and nothing else: any document type declaration is refused, so
 * no entity can name a file or an address, or multiply.
 */
export function xmlReader(part: string, handlers: XmlHandlers) {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => {
    throw problems.workbook_doctype({ part })
  })
  parser.on('error', () => {
    throw problems.workbook_corrupt({ part })
  })
  parser.on('opentag', (tag) => handlers.open(localName(tag.name), tag.attributes))
  parser.on('closetag', (tag) => handlers.close?.(localName(tag.name)))
  if (handlers.text) {
    parser.on('text', handlers.text)
    parser.on('cdata', handlers.text)
  }
  return {
    write(piece: Uint8Array): void {
      parser.write(decode(piece, true))
    },
    end(): void {
      parser.write(decode(undefined, false))
      parser.close()
    },
  }

  function decode(piece: Uint8Array | undefined, stream: boolean): string {
    try {
      return decoder.decode(piece, { stream })
    } catch {
      throw problems.workbook_corrupt({ part })
    }
  }
}
