const phone = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g
const landline = /(?<!\d)(0\d{2,3}-?)\d{3,4}(\d{4})(?!\d)/g
const idNumber = /(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)/g

// An identifier of a file or a case may hold twelve digits in a row; it is nobody's number.
const identifier = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/

/** Text with telephone and identity numbers masked; what was masked before stays masked. Masked is the default everywhere. */
export const maskPersonal = (text: string): string =>
  text
    .split(identifier)
    .map((part, at) => (at % 2 === 1 ? part : maskNumbers(part)))
    .join('')

const maskNumbers = (text: string): string =>
  text.replace(idNumber, '$1********$2').replace(phone, '$1****$2').replace(landline, '$1****$2')

/** A telephone number as a list may show it. */
export const maskPhone = (number: string): string =>
  number.length < 7 ? '*'.repeat(number.length) : `${number.slice(0, 3)}****${number.slice(-4)}`

/** A person's name as a list may show it: the family name. */
export const maskName = (name: string): string => (name === '' ? '' : `${[...name][0]}**`)
