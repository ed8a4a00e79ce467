import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { coming } from '../../format/dates.ts'
import { Moment } from '../../ui/moment.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useNow } from '../../ui/use-now.ts'
import { UserText } from '../../ui/user-text.tsx'
import { roleWords } from './access-fields.tsx'
import { NewKey } from './new-key.tsx'
import { usePlaces } from './places.ts'
import { type Key, opens, stateOf } from './key-words.ts'

export function Keys() {
  const { data } = useSuspenseQuery(useTRPC().keys.list.queryOptions())
  const places = usePlaces()
  return (
    <>
      <section className="card" aria-labelledby="keys">
        <div className="card-head">
          <div>
            <h2 id="keys">API keys</h2>
            <p>A key goes with the person who made it: it is revoked when they are removed.</p>
          </div>
        </div>
        {data.items.length === 0 ? (
          <p className="card-body muted">There is no key yet.</p>
        ) : (
          <ul className="people">
            {data.items.map((key) => (
              <Row key={key.id} apiKey={key} place={opens(key.boundTo, places)} />
            ))}
          </ul>
        )}
      </section>
      <NewKey places={places} />
    </>
  )
}

function Row({ apiKey, place }: { readonly apiKey: Key; readonly place: string }) {
  const { id, name, role, madeBy, createdAt, lastUsedAt, expiresAt, revokedAt } = apiKey
  const state = stateOf(apiKey, useNow())
  return (
    <li className="people-row" data-over={state !== 'in force'}>
      <div className="people-who">
        <UserText className="people-name">{name}</UserText>
        <small>
          {roleWords[role]} · <UserText>{place}</UserText>
        </small>
        <small>
          Made by {madeBy === null ? 'the command line' : <UserText>{madeBy.name}</UserText>} <Moment at={createdAt} />
        </small>
      </div>
      <div className="people-access">
        <small>
          {lastUsedAt === null ? (
            'never used'
          ) : (
            <>
              used <Moment at={lastUsedAt} />
            </>
          )}
        </small>
        {state === 'in force' && (
          <small>
            {expiresAt === null ? (
              'does not end'
            ) : (
              <>
                ends <Moment at={expiresAt} write={coming} />
              </>
            )}
          </small>
        )}
        {state === 'ended' && expiresAt !== null && (
          <small>
            ended <Moment at={expiresAt} />
          </small>
        )}
        {revokedAt !== null && (
          <small>
            revoked <Moment at={revokedAt} />
          </small>
        )}
      </div>
      {state === 'in force' && <Revoke keyId={id} name={name} />}
    </li>
  )
}

/** Asked twice in place: a script stops with it, and a revoked key does not come back. */
function Revoke({ keyId, name }: { readonly keyId: Key['id']; readonly name: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [asked, setAsked] = useState(false)
  const { mutate, isPending } = useMutation(
    trpc.keys.revoke.mutationOptions({
      onError: (error) => toast(`The key is still in force. ${faultOf(error).message}`),
      onSuccess: () => toast('Revoked. It opens nothing from now on.'),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.keys.list.queryKey() }),
    }),
  )
  if (!asked)
    return (
      <button type="button" className="btn btn-sm" aria-label={`Revoke ${name}`} onClick={() => setAsked(true)}>
        Revoke
      </button>
    )
  return (
    <div className="toolbar">
      <button type="button" className="btn btn-sm tone-danger" disabled={isPending} onClick={() => mutate({ keyId })}>
        Revoke for good
      </button>
      <button type="button" className="btn btn-sm btn-ghost" onClick={() => setAsked(false)}>
        Keep
      </button>
    </div>
  )
}
