import { Button, Dropdown } from 'antd'
import { downloadScoreRun, runFiles } from '#supervise/score/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

/** The files a run may be taken away as. */
export function RunFiles({ runId }: { runId: string }) {
  const w = useWords(words)
  const pick = usePick()
  const items = Object.entries(runFiles).map(([file, title]) => ({
    key: file,
    label: (
      <a href={addressOf(downloadScoreRun, { params: { runId, file } })} download>
        {pick(title)}
      </a>
    ),
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button aria-haspopup="menu">{w.export}</Button>
    </Dropdown>
  )
}
