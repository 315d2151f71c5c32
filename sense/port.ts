/** What industries may use of sensing: to register devices and let them speak, for their stories and demos. */
export { lastSaid, placeDevice, type Said, speaks } from './simulate/saying.ts'
