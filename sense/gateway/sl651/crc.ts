const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  return crc
})

/** The checksum of SL 651-2014: CRC-16 as Modbus computes it, over everything before it [R on public samples]. */
export function crcOf(bytes: Uint8Array): number {
  let crc = 0xffff
  for (const byte of bytes) crc = (crc >> 8) ^ table[(crc ^ byte) & 0xff]!
  return crc
}
