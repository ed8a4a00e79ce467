import type { Member } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useTRPC } from '../../api/client.ts'
import { Moment } from '../../ui/moment.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { roleWords } from './access-fields.tsx'
import { ChangeMember } from './change-member.tsx'
import { Invitations } from './invitations.tsx'
import { Invite } from './invite.tsx'
import { MemberLinks } from './member-links.tsx'
import { MemberSessions } from './member-sessions.tsx'
import { reachNames, usePlaces } from './places.ts'
import type { Place } from './places.ts'
import { RemoveMember } from './remove-member.tsx'

export function Members() {
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.members.list.queryOptions())
  const { data: viewer } = useSuspenseQuery(trpc.viewer.me.queryOptions())
  const places = usePlaces()
  return (
    <>
      <section className="card" aria-labelledby="members">
        <div className="card-head">
          <div>
            <h2 id="members">Members</h2>
            <p>A change counts at their next click, and a member who is removed is signed out by it.</p>
          </div>
        </div>
        <ul className="people">
          {data.items.map((member) => (
            <Row key={member.id} member={member} places={places} isSelf={member.id === viewer.member?.id} />
          ))}
        </ul>
      </section>
      <Invitations places={places} />
      <Invite places={places} />
    </>
  )
}

interface RowProps {
  readonly member: Member
  readonly places: readonly Place[]
  readonly isSelf: boolean
}

function Row({ member, places, isSelf }: RowProps) {
  const { name, email, role, limits, lastSeenAt, isLocal } = member
  return (
    <li>
      <details className="people-details">
        <summary className="people-row">
          <div className="people-who">
            <span className="people-name">
              <UserText>{name}</UserText>
              {isSelf && ' (you)'}
            </span>
            <small>{email === null ? isLocal ? 'signs in from this machine' : 'no address' : <UserText>{email}</UserText>}</small>
          </div>
          <div className="people-access">
            <span className="badge">{roleWords[role]}</span>
            <small>
              <UserText>{reachNames(limits, places).join(', ')}</UserText>
            </small>
          </div>
          <small className="people-seen">
            {lastSeenAt === null ? (
              'never seen'
            ) : (
              <>
                seen <Moment at={lastSeenAt} />
              </>
            )}
          </small>
          <ChevronDown className="i i-sm muted" />
        </summary>
        <div className="people-body">
          <ChangeMember key={`${role} ${JSON.stringify(limits)}`} member={member} places={places} />
          <MemberLinks member={member} />
          {!isSelf && <MemberSessions member={member} />}
          <RemoveMember member={member} isSelf={isSelf} />
        </div>
      </details>
    </li>
  )
}
