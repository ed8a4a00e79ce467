import { isGrowing } from '@echoscope/domain'
import { longDate } from '../../format/dates.ts'
import { counted } from '../../format/numbers.ts'
import { Definition } from '../../ui/definition.tsx'
import { ExportMenu } from '../../ui/export-menu.tsx'
import { useNow } from '../../ui/use-now.ts'
import { AllLink } from './all-link.tsx'
import { GrowthList } from './growth-list.tsx'
import { captionOf, daysShown, exported } from './window.ts'
import type { View } from './window.ts'

const definition =
  'A mention is a thread in which the analysis found the complaint, marked in its text. The rate compares this range with the equally long one before; its 95 % interval is exact (Clopper–Pearson). Clear risers come first, by the interval’s lower end; what fell is in the full list.'

/** Why a row without a verdict may count on the card above, and what the comparison is worth. */
function useLegend({ painPoints, nothingBefore }: View['data']): string {
  const now = useNow()
  return [
    painPoints.some(({ mentions, previous }) => isGrowing(mentions, previous)) ? '● counts as growing: 5 or more, up by half or new.' : null,
    nothingBefore === null
      ? 'Coloured interval: a clear rise. Grey: may be chance.'
      : `Nothing was collected before ${longDate(new Date(nothingBefore), now)}, so “before” is not a count.`,
  ]
    .filter((each) => each !== null)
    .join(' ')
}

export function GrowingCard({ view }: { readonly view: View }) {
  const { painPoints, totals } = view.data
  const days = daysShown(view.data)
  return (
    <section className="card" aria-labelledby="growing">
      <div className="card-head">
        <div>
          <h2 id="growing">
            Top-growing pain points
            <Definition of="growth" text={definition} />
          </h2>
          <p>
            Threads in these {days} days above, in the {days} before below; rate with its 95 % interval
          </p>
        </div>
        <span className="end">
          <ExportMenu
            table="pain-points"
            input={{ ...exported(view), order: 'volume' }}
            of="the pain points"
            picture={async () => {
              const { growthPicture } = await import('../../charts/pictures/growth-picture.ts')
              return growthPicture(painPoints.slice(0, 9), view.scope.type, captionOf(view, 'Top-growing pain points'))
            }}
          />
        </span>
      </div>
      <div className="card-body">
        {painPoints.length === 0 ? <p className="muted">No pain point rose in this range.</p> : <GrowthList view={view} painPoints={painPoints.slice(0, 9)} />}
      </div>
      <div className="card-foot">
        <span>{useLegend(view.data)}</span>
        {totals.painPoints > 0 && (
          <AllLink view={view} list="pain-points">
            {counted(totals.painPoints, 'pain point')}
          </AllLink>
        )}
      </div>
    </section>
  )
}
