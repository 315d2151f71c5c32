import type { ReactNode } from 'react'

type Props = {
  readonly number: string
  readonly category: string | null
  readonly description: string
  /** What is known of it, by name; what is empty is left out. */
  readonly facts: readonly (readonly [string, ReactNode])[]
  readonly photos: readonly { readonly fileId: string; readonly src: string }[]
  readonly photosName: string
}

/** A case as somebody without an account sees it by a link. */
export const ShownCase = ({ number, category, description, facts, photos, photosName }: Props) => (
  <>
    <p className="number">
      {number} {category}
    </p>
    <p className="description">{description}</p>
    <dl>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
    {photos.length > 0 && (
      <ul className="photos" aria-label={photosName}>
        {photos.map(({ fileId, src }, index) => (
          <li key={fileId}>
            <img src={src} alt={`${photosName} ${index + 1}`} />
          </li>
        ))}
      </ul>
    )}
  </>
)
