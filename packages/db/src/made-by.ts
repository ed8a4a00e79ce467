import type { MemberId, WorkspaceId } from '@echoscope/domain'
import type { Principal } from './access.ts'
import type { Sql } from './session.ts'

/** Who asked for something to be made: a person, or a key. Null: the command line. */
export type Maker = Pick<Principal, 'id' | 'member'> | null

/** The person behind it. Behind a key there is the one who made that; behind a key of the command line nobody. */
export async function makerOf(sql: Sql, workspaceId: WorkspaceId, maker: Maker): Promise<{ memberId: MemberId; name: string } | null> {
  if (maker === null) return null
  if (maker.member !== null) return { memberId: maker.member.id, name: maker.member.name }
  return sql.first<{ memberId: MemberId; name: string }>(
    'SELECT made_by AS "memberId", made_by_name AS name FROM api_keys WHERE workspace_id = $1 AND id = $2 AND made_by IS NOT NULL',
    [workspaceId, maker.id],
  )
}

/** A condition on a row with `made_by`: what an owner handed out counts for as long as they are one. */
export const handedOutByOwner = (alias: string): string =>
  `NOT EXISTS (SELECT FROM members k WHERE k.workspace_id = ${alias}.workspace_id AND k.id = ${alias}.made_by AND (k.removed_at IS NOT NULL OR k.role <> 'owner'))`
