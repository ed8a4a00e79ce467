import { DomainError, type Role } from '@echoscope/domain'

/**
 * `self`: whoever is signed in, about themselves. `workspace`: the registries, closed to keys that are bound to one scope.
 * `scoped`: the input names a scope, and a bound key may enter its own.
 */
export type Reach = 'self' | 'workspace' | 'scoped'
export interface Grant {
  readonly reach: Reach
  readonly role: Role
}

const rank = { viewer: 0, editor: 1, owner: 2 } as const satisfies Record<Role, number>

export function requireRole(role: Role, needed: Role): void {
  if (rank[role] < rank[needed])
    throw new DomainError('role_too_low', `This needs the role ${needed}; yours is ${role}. Ask an owner of the workspace.`, { details: { needed } })
}
