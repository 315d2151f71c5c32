/** What industries may use of sensing: to tell devices something, and for their stories and demos to register them and let them speak. */
export { type Telling, tellDevices } from './instruction/tell.ts'
export { lastSaid, placeDevice, type Said, speaks } from './simulate/saying.ts'
