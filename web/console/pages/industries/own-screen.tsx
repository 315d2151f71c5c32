import { lazy, Suspense } from 'react'
import { Loading } from '#web/kit/states.tsx'

type Screen = { IndustryScreen: () => React.ReactNode }

// Found by its presence, as the industry itself is: a folder that is gone leaves nothing behind.
const screens = import.meta.glob<Screen>('../../../../industry/*/web/page.tsx')

const made = new Map(
  Object.entries(screens).map(([path, load]) => {
    const id = path.split('/').at(-3) ?? ''
    return [id, lazy(async () => ({ default: (await load()).IndustryScreen }))] as const
  }),
)

/** The screen an industry brings itself, if it brings one. */
export function OwnScreen({ industryId }: { industryId: string }) {
  const Own = made.get(industryId)
  if (!Own) return null
  return (
    <Suspense fallback={<Loading rows={4} />}>
      <Own />
    </Suspense>
  )
}
