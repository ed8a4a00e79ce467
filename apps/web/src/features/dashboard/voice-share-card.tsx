import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { Part } from '../../charts/bars.tsx'
import { count, counted, share } from '../../format/numbers.ts'
import { searchOf } from '../../search/range.ts'
import { Definition } from '../../ui/definition.tsx'
import { ExportMenu } from '../../ui/export-menu.tsx'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { captionOf, exported, threadsOf } from './window.ts'
import type { View } from './window.ts'

const definition =
  'Threads that name the brand, of those that name it or a competitor. A thread that names two counts for both, so the shares may add up to more than 100 %.'

/** The brand beside its competitors; not there while no thread of the range names a competitor. */
export function VoiceShareCard({ view }: { readonly view: View }) {
  const { data } = useQuery(useTRPC().analytics.shareOfVoice.queryOptions({ scope: view.scope, range: searchOf(view.data.range) }))
  if (data === undefined || !data.voices.some(({ kind }) => kind === 'competitor')) return null
  return (
    <div className="grid">
      <section className="card" aria-labelledby="voice-share">
        <div className="card-head">
          <div>
            <h2 id="voice-share">
              Share of voice
              <Definition of="share of voice" text={definition} />
            </h2>
            <p>Of {counted(data.n, 'thread')} that name the brand or a competitor</p>
          </div>
          <span className="end">
            <ExportMenu
              table="share-of-voice"
              input={exported(view)}
              of="the shares"
              picture={async () => {
                const { sharesPicture } = await import('../../charts/pictures/shares-picture.ts')
                return sharesPicture(data, view.scope.type, captionOf(view, 'Share of voice'))
              }}
            />
          </span>
        </div>
        <div className="card-body">
          <ul className="voice-shares">
            {data.voices.map(({ kind, name, threads, share: part }) => (
              <li key={`${kind} ${name}`}>
                <span className="truncate">
                  <UserText>{name}</UserText>
                  {kind === 'brand' && <small> the brand</small>}
                </span>
                <Part value={part === null ? '–' : share(part)} share={(part ?? 0) * 100} />
                <ThreadsLink
                  scope={view.scope}
                  search={{ ...threadsOf(view.data), names: name }}
                  className="link"
                  label={`${name}: open ${counted(threads, 'thread')}`}
                  counts={threads}
                >
                  {count(threads)}
                </ThreadsLink>
              </li>
            ))}
          </ul>
        </div>
      </section>
    </div>
  )
}
