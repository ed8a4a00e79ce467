import type { Thread } from '@echoscope/domain'
import { Copy } from 'lucide-react'
import { counted } from '../../format/numbers.ts'
import { Moment } from '../../ui/moment.tsx'
import { PlatformMark, platformName } from '../../ui/platform-mark.tsx'
import { safeUrl } from '../../ui/safe-url.ts'
import { UserText } from '../../ui/user-text.tsx'

/** Where else the same was said: posts that are this thread and count once. */
export function Copies({ thread: { copies } }: { readonly thread: Thread }) {
  if (copies.count === 0) return null
  const more = copies.count - copies.places.length
  return (
    <section className="why-box" aria-labelledby="copies">
      <h3 id="copies">
        <Copy className="i i-sm" />
        {counted(copies.count, 'copy', 'copies')}
      </h3>
      <dl>
        <div>
          <dt>The same was posted in these places too; all of it counts as one thread</dt>
          {copies.places.map((place) => (
            <CopyPlace key={place.externalId} place={place} />
          ))}
          {more > 0 && <dd className="muted">and {counted(more, 'more copy', 'more copies')}, under Runs, Held back</dd>}
        </div>
      </dl>
    </section>
  )
}

function CopyPlace({ place: { platform, community, author, url, publishedAt, likeness } }: { readonly place: Thread['copies']['places'][number] }) {
  const address = safeUrl(url)
  const name = <UserText>{community}</UserText>
  return (
    <dd>
      <div className="truncate">
        <PlatformMark platform={platform} />{' '}
        {address === null ? (
          name
        ) : (
          <a className="link" href={address} target="_blank" rel="noreferrer noopener" aria-label={`${community}, open at ${platformName(platform)}`}>
            {name}
          </a>
        )}
        {author !== null && (
          <>
            , <bdi>{author}</bdi>
          </>
        )}
      </div>
      <div className="muted">
        {likeness < 1 && `${Math.floor(likeness * 100)} % alike, `}
        <Moment at={publishedAt} />
      </div>
    </dd>
  )
}
