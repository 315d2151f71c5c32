import type { PublicThing } from '#serve/thing/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { go } from '../address.ts'
import { patchDraft } from '../draft.ts'
import { Icon } from '../icon.tsx'
import { Actions, Failure, Title } from '../parts.tsx'
import { useThing } from '../questions.ts'
import { words } from '../words.ts'

/** What the public may know of a thing whose code was scanned, and the way to report a fault of it. */
export function ThingScreen({ code }: { code: string }) {
  const w = useWords(words)
  const { data, error, refetch } = useThing(code)
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  return (
    <div data-read>
      <Title>{data?.name ?? w.thingTitle}</Title>
      <div className="thing" aria-busy={!data}>
        <dl>
          <dt>{w.thingKind}</dt>
          <dd>{data?.kindName ?? ' '}</dd>
          <dt>{w.thingCode}</dt>
          <dd>{code}</dd>
          <dt>{w.thingPlace}</dt>
          <dd>{data ? (data.address ?? w.thingUnknown) : ' '}</dd>
          <dt>{w.thingKeeper}</dt>
          <dd>{data ? (data.keeper ?? w.thingUnknown) : ' '}</dd>
        </dl>
      </div>
      <p className="quiet">{w.thingHint}</p>
      <p>
        <a href={`/things/${code}`}>{w.thingStaff}</a>
      </p>
      <Actions>
        <button type="button" className="button wide main" disabled={!data} onClick={() => data && report(data)}>
          {w.thingReport}
          <Icon name="next" />
        </button>
      </Actions>
    </div>
  )
}

function report({ code, name, place, address, category }: PublicThing): void {
  const { lon, lat } = place
  patchDraft({
    point: { frame: 'CGCS2000', lon, lat, accuracyMetres: null },
    placeText: address ?? name,
    componentCode: code,
    ...(category ? { category } : {}),
  })
  go({ at: 'photo' })
}
