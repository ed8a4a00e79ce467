import { PlatformMark } from './platform-mark.tsx'

interface SourcePickerProps {
  readonly offered: readonly { readonly kind: string; readonly name: string; readonly description: string }[]
  readonly chosen: readonly string[]
  readonly onChange: (sources: readonly string[]) => void
}

/** The places that can be asked for new posts. Archives are imported, so they are not among them. */
export const SourcePicker = ({ offered, chosen, onChange }: SourcePickerProps) => (
  <div className="source-list" role="group" aria-label="Sources">
    {offered
      .filter(({ kind }) => kind !== 'archive')
      .map(({ kind, name, description }) => (
        <label key={kind} className={chosen.includes(kind) ? 'source' : 'source off'}>
          <input
            type="checkbox"
            className="check"
            checked={chosen.includes(kind)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, kind] : chosen.filter((other) => other !== kind))}
          />
          <PlatformMark platform={kind} />
          <span className="grow">
            <b>{name}</b>
            <small>{description}</small>
          </span>
        </label>
      ))}
  </div>
)
