import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { contractorTask, lookAtLink } from '#command/contractor/contract.ts'
import { asProblem, call } from '#web/kit/client.ts'
import { markLanguage, setLanguage, useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { type Given, readAddress, readLetter } from './address.ts'
import { Door } from './door.tsx'
import { Letter } from './letter.tsx'
import { letterWords } from './letter-words.ts'
import { Task } from './task.tsx'
import { words } from './words.ts'

/** One task for whoever holds its link and its telephone. */
export function App() {
  const w = useWords(words)
  const language = useLanguage()
  useEffect(markLanguage, [])
  const given = readAddress(location.hash)
  const letter = readLetter(location.hash)
  const { title } = useWords(letterWords)
  return (
    <main className="sheet">
      <header>
        <h1>{letter ? title : w.title}</h1>
        <button
          type="button"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {w.language}
        </button>
      </header>
      {letter ? <Letter given={letter} /> : given ? <Opening given={given} /> : <p>{w.noLink}</p>}
    </main>
  )
}

function Opening({ given }: { given: Given }) {
  const w = useWords(words)
  const pick = usePick()
  const params = { district: given.district }
  const look = useQuery({
    queryKey: ['look', given.token],
    queryFn: () => call(lookAtLink, { params, body: { token: given.token } }),
  })
  const task = useQuery({
    queryKey: ['task', given.token],
    queryFn: () => call(contractorTask, { params }),
  })
  const { data, error } = look
  if (error)
    return (
      <p className="refusal" role="alert">
        {pick(asProblem(error))}
      </p>
    )
  if (!data || task.isLoading) return <p role="status">{w.loading}</p>
  // A session of another link on this telephone is not this one's.
  if (task.data && task.data.contractor === data.contractor && task.data.validTo === data.validTo)
    return <Task task={task.data} district={given.district} onMoved={() => void task.refetch()} />
  return <Door given={given} link={data} onOpened={() => void task.refetch()} />
}
