import { unzipSync } from 'fflate'
import { sniff } from './magic.ts'
import { fileProblems } from './problems.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MAX_UNPACKED = 200 * 1_048_576
const PDF_TAIL = 1024
// Actions a viewer may carry out by itself (ISO 32000-1 12.6.4).
const activePdf = ['/JavaScript', '/JS', '/Launch', '/RichMedia']

/** The media type of an attachment we accept (PDF, xlsx), or one of the `attachment_…` problems. */
export function documentType(bytes: Uint8Array): string {
  const type = sniff(bytes)
  if (type === 'application/pdf') return checkPdf(bytes)
  if (type === 'application/zip') return checkXlsx(bytes)
  throw fileProblems.attachment_refused()
}

function checkPdf(bytes: Uint8Array): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (!view.subarray(-PDF_TAIL).includes('%%EOF')) throw fileProblems.attachment_damaged()
  const found = activePdf.find((name) => hasName(view, name))
  if (found) throw fileProblems.attachment_unsafe({ found })
  return 'application/pdf'
}

/** A PDF name ends at a delimiter: `/JS` must not be found inside a longer name or by chance in packed data. */
function hasName(view: Buffer, name: string): boolean {
  for (let at = view.indexOf(name); at !== -1; at = view.indexOf(name, at + 1))
    if (/^[\s(<[/]/.test(view.toString('latin1', at + name.length, at + name.length + 1)) && isText(view, at))
      return true
  return false
}

const isText = (view: Buffer, at: number) => /^[\t\n\r -~]*$/.test(view.toString('latin1', Math.max(0, at - 8), at))

function checkXlsx(bytes: Uint8Array): string {
  const names = new Set<string>()
  let unpacked = 0
  try {
    unzipSync(bytes, {
      filter: (entry) => {
        names.add(entry.name)
        unpacked += entry.originalSize
        return false
      },
    })
  } catch {
    throw fileProblems.attachment_damaged()
  }
  if (!names.has('[Content_Types].xml') || !names.has('xl/workbook.xml')) throw fileProblems.attachment_refused()
  if (names.has('xl/vbaProject.bin')) throw fileProblems.attachment_unsafe({ found: 'VBA' })
  if (unpacked > MAX_UNPACKED) throw fileProblems.attachment_unsafe({ found: `> ${MAX_UNPACKED / 1_048_576} MB` })
  return XLSX
}
