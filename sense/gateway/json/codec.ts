export { Malformed } from '../bytes/malformed.ts'
export { type AnswerPlace, answeredBy, type Down, downFault, namesIn, saidBy } from './down.ts'
export { instantOf, type TimeForm, timeForms } from './instant.ts'
export { isMapping, type MappedValue, type Mapping, mapped, mappingFault } from './mapping.ts'
export { at, type Path, pathOf } from './path.ts'
export {
  documentOf,
  type JsonPlace,
  type JsonReport,
  type JsonValue,
  mostReports,
  reportsOf,
} from './report.ts'
