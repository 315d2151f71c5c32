import { customPinyin, pinyin } from 'pinyin-pro'

// Names whose reading the dictionary misses.
customPinyin({ 行道树: 'xíng dào shù' })

/**
 * The syllables of a name without tones, blanks between, lower case: '供水井盖' → 'gong shui jing gai'. Letters and digits stay
 * whole ('SOS' → 'sos'), punctuation is dropped; ü is written v, as it is typed.
 */
export const syllablesOf = (name: string): string =>
  pinyin(name, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter((syllable) => syllable !== '')
    .join(' ')
