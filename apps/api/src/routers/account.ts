import { AccountUpdate, DomainError } from '@echoscope/domain'
import { router, selfProcedure } from '../trpc.ts'

export const account = router({
  /** One's own name, address and password. A new password ends all other sessions. */
  update: selfProcedure.input(AccountUpdate).mutation(async ({ ctx: { deps, principal }, input }): Promise<{ fields: string[] }> => {
    const { member, workspaceId, id } = principal
    const fields = Object.keys(input)
    if (fields.length === 0) return { fields }
    if (member === null) throw new DomainError('invalid_input', 'A key is nobody: a person changes their account after signing in.')
    await deps.db.passwords.update(workspaceId, member.id, { ...input, keepSession: id })
    return { fields }
  }),
})
