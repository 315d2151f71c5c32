/** What industries may use of sensing: to register devices and let them speak, for their stories and demos. */
export { placeDevice, type Said, speaks } from './simulate/saying.ts'
