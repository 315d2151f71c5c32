/**
 * The checksum of HJ 212 over a data segment. It is not the CRC of Modbus: the register is shifted by eight before each byte
 * is taken in. HJ 212-2017, annex A [S]; its example gives 1C80, the prose beside it prints 1C08.
 */
export function crcOf(segment: Uint8Array): number {
  let crc = 0xffff
  for (const byte of segment) {
    crc = (crc >> 8) ^ byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  }
  return crc
}

/** Four hexadecimal digits as they stand behind a segment. */
export const crcText = (segment: Uint8Array): string => crcOf(segment).toString(16).toUpperCase().padStart(4, '0')
