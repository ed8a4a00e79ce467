import type { HeldBack, ScopeRequest } from '@echoscope/domain'
import { heldBackWords } from '../../ui/held-back-words.ts'
import { Moment } from '../../ui/moment.tsx'
import { PlatformMark } from '../../ui/platform-mark.tsx'
import { safeUrl } from '../../ui/safe-url.ts'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { UserText } from '../../ui/user-text.tsx'

const shownOfBody = 200

/** One post that was not kept: where it stands, what it begins with, and why. */
export function HeldBackRow({ scope, post }: { readonly scope: ScopeRequest; readonly post: HeldBack }) {
  const { title, body, url, community, author, publishedAt, reason, matches, detail, copyOf, platform } = post
  const heading = title === '' ? body.slice(0, shownOfBody) : title
  const address = safeUrl(url)
  const terms = [...new Set(matches.map(({ term }) => term))]
  return (
    <li>
      <div className="held-back-title">
        <PlatformMark platform={platform} />
        {address !== null ? (
          <a className="link" href={address} target="_blank" rel="noreferrer noopener">
            <UserText>{heading}</UserText>
          </a>
        ) : (
          <UserText>{heading}</UserText>
        )}
      </div>
      <p className="say">
        <UserText>{community}</UserText>
        {author !== null && (
          <>
            {', '}
            <UserText>{author}</UserText>
          </>
        )}
        {', '}
        <Moment at={publishedAt} />
      </p>
      <p className="say">
        Not kept: {heldBackWords[reason].because}
        {detail !== null && ` (${detail})`}
        {copyOf !== null && (
          <>
            {', '}
            <ThreadsLink scope={scope} search={{ thread: copyOf.threadId }} className="link">
              <UserText>{copyOf.title === '' ? 'the thread' : copyOf.title}</UserText>
            </ThreadsLink>
            {copyOf.likeness === 1 ? ', word for word' : `, ${Math.floor(copyOf.likeness * 100)} % alike`}
          </>
        )}
        {copyOf === null && terms.length > 0 && (
          <>
            {': '}
            <UserText>{terms.join(', ')}</UserText>
          </>
        )}
      </p>
    </li>
  )
}
