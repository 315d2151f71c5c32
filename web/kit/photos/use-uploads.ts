import { useEffect, useRef, useState } from 'react'
import { uploadPhoto } from '#kernel/files/contract.ts'
import { asProblem, call, newKey, type ProblemError } from '../client.ts'

/** A picture on its way to the server. */
export type Upload = {
  readonly id: string
  readonly file: File
  readonly preview: string
  readonly fileId?: string
  readonly problem?: ProblemError
}

/** Sends pictures as soon as they are chosen; `onChange` gets the ids of those that have arrived, in order. */
export function useUploads(onChange: (fileIds: string[]) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const latest = useRef(uploads)
  const set = (next: readonly Upload[]) => {
    latest.current = next
    setUploads(next)
    onChange(next.flatMap(({ fileId }) => fileId ?? []))
  }
  useEffect(() => () => latest.current.forEach(({ preview }) => void URL.revokeObjectURL(preview)), [])
  const patch = (id: string, change: Partial<Upload>) =>
    set(latest.current.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)))
  const send = async ({ id, file }: Upload) => {
    try {
      // The upload's own id is its key: sending again never stores it twice.
      const { fileId } = await call(uploadPhoto, { query: { name: file.name.slice(0, 200) }, bytes: file }, { key: id })
      patch(id, { fileId })
    } catch (error) {
      patch(id, { problem: asProblem(error) })
    }
  }
  const add = (files: Iterable<File>) => {
    const fresh = [...files].map((file) => ({ id: newKey(), file, preview: URL.createObjectURL(file) }))
    set([...latest.current, ...fresh])
    for (const upload of fresh) void send(upload)
  }
  const retry = (upload: Upload) => {
    set(latest.current.map((each) => (each.id === upload.id ? withoutProblem(each) : each)))
    void send(upload)
  }
  const remove = (upload: Upload) => {
    URL.revokeObjectURL(upload.preview)
    set(latest.current.filter(({ id }) => id !== upload.id))
  }
  return { uploads, add, retry, remove, isBusy: uploads.some((each) => !each.fileId && !each.problem) }
}

const withoutProblem = ({ problem: _, ...upload }: Upload): Upload => upload
