import type { Brand } from '@echoscope/domain'
import { Link } from '@tanstack/react-router'
import { ChevronsUpDown, Plus } from 'lucide-react'
import { Logo } from '../../ui/logo.tsx'
import { Popover } from '../../ui/popover.tsx'
import { UserText } from '../../ui/user-text.tsx'

interface BrandSwitchProps {
  readonly brands: readonly Brand[]
  readonly brand: Brand
  readonly adds: boolean
}

export const BrandSwitch = ({ brands, brand, adds }: BrandSwitchProps) => (
  <Popover
    label="Brands"
    triggerClass="brand-switch"
    trigger={
      <>
        <Logo />
        <span className="grow">
          <b className="truncate">
            <UserText>{brand.name}</UserText>
          </b>
          <small>Echoscope</small>
        </span>
        <ChevronsUpDown className="i i-sm muted" />
      </>
    }
  >
    <div className="menu menu-scroll">
      {brands.map(({ id, name }) => (
        <Link key={id} to="/brands/$brandId" params={{ brandId: id }} activeOptions={{ includeSearch: false }}>
          <UserText className="truncate">{name}</UserText>
        </Link>
      ))}
      {adds && (
        <>
          <hr />
          <Link to="/brands/new">
            <Plus className="i i-sm" />
            New brand
          </Link>
        </>
      )}
    </div>
  </Popover>
)
