import { Button } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { type listDraws, publicDraws } from '#supervise/sample/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'
import { canRecount, digestOfSeed, drawHere } from './recount.ts'
import { words } from './words.ts'

type Published = ReplyOf<typeof publicDraws>
type Props = { day: ReplyOf<typeof listDraws>; published: Published | undefined }

/** The seed of a day: what was promised, whether it was kept, and the means to check that oneself. */
export function Commitment({ day: data, published }: Props) {
  const w = useWords(words)
  const { day, digest, madeAt, isCommittedBefore, seed, open, recount } = data
  return (
    <section className="panel draws-seed" aria-labelledby="draws-seed">
      <h2 id="draws-seed">{w.commitment}</h2>
      <dl>
        <dt>{w.digest}</dt>
        <dd>
          <code>{digest}</code>
          <span className="quiet">
            {w.madeAt} {formatTime(madeAt)} · {isCommittedBefore ? w.committed : w.late}
          </span>
        </dd>
        <dt>{w.seed}</dt>
        <dd>
          {seed === null ? <span className="quiet">{open > 0 ? w.open(open) : w.hidden}</span> : <code>{seed}</code>}
        </dd>
        {recount && (
          <>
            <dt>{w.check}</dt>
            <dd>
              <span className={recount.faults.length > 0 ? 'tag tone-red' : 'tag tone-green'}>
                {recount.faults.length > 0 ? w.fault(recount.faults.length) : w.recounted(recount.same, recount.named)}
              </span>
              {recount.faults.map((fault) => (
                <code key={fault}>{fault}</code>
              ))}
              {published && seed !== null && <Means key={day} day={published} seed={seed} />}
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

/** Draws again in this browser, or by a command with the published file. */
function Means({ day, seed }: { day: Published; seed: string }) {
  const w = useWords(words)
  const { districtId: district } = useMe()
  const [found, setFound] = useState<{ same: number; other: number }>()
  const recount = async () => {
    const drawn = day.draws.filter(({ rank }) => rank !== null)
    const again = await Promise.all(drawn.map((draw) => drawHere(seed, draw)))
    const same = drawn.filter(({ rank, chosen }, at) => again[at]?.rank === rank && again[at]?.chosen === chosen).length
    const isSeed = (await digestOfSeed(seed)) === day.digest
    setFound({ same, other: drawn.length - same + (isSeed ? 0 : 1) })
  }
  const address = addressOf(publicDraws, { params: { district, day: day.day } })
  return (
    <>
      <span className="draws-means">
        {canRecount() && <Button onClick={() => void recount()}>{w.here}</Button>}
        <Button href={address} download={`draws-${district}-${day.day}.json`}>
          {w.download}
        </Button>
      </span>
      <span role="status">
        {found && (
          <span className={found.other > 0 ? 'tag tone-red' : 'tag tone-green'}>
            {found.other > 0 ? w.hereOther(found.other) : w.hereSame(found.same)}
          </span>
        )}
      </span>
      {!canRecount() && <span className="quiet">{w.noCrypto}</span>}
      <span className="quiet">
        {w.command}{' '}
        <code>
          npm run yiwang -- draw check draws-{district}-{day.day}.json
        </code>
      </span>
    </>
  )
}
