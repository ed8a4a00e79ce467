import { Download } from 'lucide-react'
import { faultOf } from '../api/fault.ts'
import { Popover } from './popover.tsx'
import { toast } from './toasts.tsx'

/** The tables of the API's export, by the names it gives them. */
export type ExportedTable =
  | 'threads'
  | 'held-back'
  | 'runs'
  | 'key-figures'
  | 'pain-points'
  | 'communities'
  | 'voices'
  | 'campaigns'
  | 'trend'
  | 'matrix'
  | 'share-of-voice'

interface ExportMenuProps {
  readonly table: ExportedTable
  /** What the page asked for itself: the file holds what is on the page, and all pages of it. */
  readonly input: object
  readonly of: string
  /** Draws the card's chart as SVG, where it has one. */
  readonly picture?: () => Promise<string>
}

const formats = { csv: 'CSV, for a spreadsheet', json: 'JSON, for a program' } as const

export function ExportMenu({ table, input, of, picture }: ExportMenuProps) {
  const save = async (form: 'svg' | 'png') => {
    try {
      const [{ savePng, saveSvg }, svg] = await Promise.all([import('../charts/pictures/save-picture.ts'), picture?.()])
      if (svg === undefined) return
      const name = `echoscope-${table}-${new Date().toISOString().slice(0, 10)}`
      if (form === 'png') await savePng(svg, name)
      else saveSvg(svg, name)
    } catch (error) {
      toast(`The picture was not saved. ${faultOf(error).message}`)
    }
  }
  return (
    <Popover label={`Export ${of}`} iconOnly triggerClass="icon-btn export" trigger={<Download className="i i-sm" />}>
      <div className="menu">
        {(['csv', 'json'] as const).map((format) => (
          <a key={format} href={`/api/export?table=${table}&format=${format}&input=${encodeURIComponent(JSON.stringify(input))}`} download>
            {formats[format]}
          </a>
        ))}
        {picture !== undefined && (
          <>
            <button type="button" onClick={() => void save('png')}>
              PNG, a picture for slides
            </button>
            <button type="button" onClick={() => void save('svg')}>
              SVG, a picture to edit
            </button>
          </>
        )}
      </div>
    </Popover>
  )
}
