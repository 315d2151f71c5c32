/** How a vehicle is drawn by what it does; who is silent may be anywhere by now. */
export const vehicleLooks = {
  moving: { glyph: 'play', colour: '#00664b' },
  standing: { glyph: 'pause', colour: '#0958d9' },
  silent: { glyph: 'ring', colour: '#595959' },
} as const

export const vehicleStates = ['moving', 'standing', 'silent'] as const
