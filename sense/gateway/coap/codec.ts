export { Malformed } from '../bytes/malformed.ts'
export { type Head, headOf, type Message, type MessageType, messageBytes, readMessage, types } from './frame.ts'
export {
  type Block,
  badOption,
  blockOf,
  blockOption,
  jsonFormats,
  numberOf,
  numberOption,
  type Option,
  type OptionName,
  optionNumbers,
  textOption,
  textsOf,
} from './options.ts'
