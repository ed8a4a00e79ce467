import type { MemberLimit, Role } from '@echoscope/domain'
import { Activity, Flag } from 'lucide-react'
import { Field } from '../../ui/field.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { hasLimit, toggled } from './places.ts'
import type { Place } from './places.ts'

export const roleWords = { owner: 'Owner', editor: 'Editor', viewer: 'Viewer' } as const
const roleHints = {
  owner: 'Everything, people and keys too',
  editor: 'Changes campaigns, threads and runs',
  viewer: 'Reads, and changes nothing',
} as const
const roles = ['viewer', 'editor', 'owner'] as const

interface RoleFieldProps {
  readonly id: string
  readonly role: Role
  readonly onRole: (role: Role) => void
}

export const RoleField = ({ id, role, onRole }: RoleFieldProps) => (
  <Field id={id} label="Role" hint={roleHints[role]}>
    <select className="box" id={id} value={role} onChange={({ target }) => onRole(roles.find((each) => each === target.value) ?? role)}>
      {roles.map((each) => (
        <option key={each} value={each}>
          {roleWords[each]}
        </option>
      ))}
    </select>
  </Field>
)

interface ReachFieldProps {
  readonly places: readonly Place[]
  /** Null: the whole workspace. */
  readonly limits: readonly MemberLimit[] | null
  readonly onLimits: (limits: readonly MemberLimit[] | null) => void
}

/** A whole brand, or single campaigns of it. A campaign is no way into its brand's analytics. */
export const ReachField = ({ places, limits, onLimits }: ReachFieldProps) => (
  <fieldset className="reach">
    <legend>May see</legend>
    <label className="reach-line">
      <input type="checkbox" className="check" checked={limits === null} onChange={() => onLimits(limits === null ? [] : null)} />
      The whole workspace
    </label>
    {limits?.length === 0 && <p className="muted">Choose at least one brand or campaign.</p>}
    {limits !== null && (
      <ul className="reach-list">
        {places.map(({ brand, campaigns }) => (
          <li key={brand.id}>
            <label className="reach-line" data-scope="automatic">
              <input
                type="checkbox"
                className="check"
                checked={hasLimit(limits, { type: 'brand', brandId: brand.id })}
                onChange={() => onLimits(toggled(limits, { type: 'brand', brandId: brand.id }))}
              />
              <Activity className="i i-xs" />
              <UserText className="truncate">{brand.name}</UserText>
              <small>everything of it</small>
            </label>
            {campaigns.map(({ id, name }) => (
              <label key={id} className="reach-line reach-campaign" data-scope="custom">
                <input
                  type="checkbox"
                  className="check"
                  checked={hasLimit(limits, { type: 'campaign', campaignId: id })}
                  onChange={() => onLimits(toggled(limits, { type: 'campaign', campaignId: id }))}
                />
                <Flag className="i i-xs" />
                <UserText className="truncate">{name}</UserText>
              </label>
            ))}
          </li>
        ))}
      </ul>
    )}
  </fieldset>
)
