import { useEffect, useState } from 'react'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { Icon } from './icon.tsx'
import { useElderMode } from './preferences.ts'
import { words } from './words.ts'

/** A person to talk to, in 长辈版: the city hotline. */
export function HelpByPhone() {
  const w = useWords(words)
  const elder = useElderMode()
  if (!elder) return null
  return (
    <p>
      <a className="button wide" href="tel:12345">
        <Icon name="phone" />
        {w.callHotline}
      </a>
    </p>
  )
}

/** Reads the words of the page aloud where the browser has a voice. */
export function ReadAloud() {
  const w = useWords(words)
  const language = useLanguage()
  const elder = useElderMode()
  const [reading, setReading] = useState(false)
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [])
  if (!elder || !('speechSynthesis' in globalThis)) return null
  function toggle(): void {
    speechSynthesis.cancel()
    setReading(!reading)
    if (reading) return
    const speech = new SpeechSynthesisUtterance(document.querySelector('[data-read]')?.textContent ?? '')
    speech.lang = language === 'zh' ? 'zh-CN' : 'en'
    speech.rate = 0.9
    speech.onend = () => setReading(false)
    speechSynthesis.speak(speech)
  }
  return (
    <button type="button" className="button" aria-pressed={reading} onClick={toggle}>
      <Icon name="sound" />
      {reading ? w.stopReading : w.readAloud}
    </button>
  )
}
