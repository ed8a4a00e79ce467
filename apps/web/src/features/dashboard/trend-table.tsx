import { wholeDay } from '../../format/dates.ts'
import { count, oneDecimal } from '../../format/numbers.ts'
import { daysOf, markWords, partialWords } from '../../charts/trend-model.ts'
import type { TrendModel } from '../../charts/trend-model.ts'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { UserText } from '../../ui/user-text.tsx'
import type { View } from './window.ts'

/** The chart as rows; each count opens its threads. */
export function TrendTable({ view, model }: { readonly view: View; readonly model: TrendModel }) {
  return (
    <ScrollArea className="table-scroll" label="Trends as a table">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{model.bucket === 'day' ? 'Day' : `First day of the ${model.bucket}`}</th>
            <th scope="col" className="num">
              Threads
            </th>
            {model.overlays.map(({ id, name }) => (
              <th key={id} scope="col" className="num">
                <UserText>{name}</UserText>
              </th>
            ))}
            <th scope="col" className="num">
              Positivity
            </th>
            <th scope="col">What stood out, and coverage</th>
          </tr>
        </thead>
        <tbody>
          {model.starts.map((start, at) => {
            const mood = model.positivity[at]
            const why = partialWords(model, at)
            const days = daysOf(model, at, view.data.range.to)
            return (
              <tr key={start}>
                <td>
                  <time dateTime={start}>{wholeDay(new Date(start))}</time>
                </td>
                <td className="num">
                  <ThreadsLink scope={view.scope} search={days} className="link row-link" counts={model.threads[at] ?? 0}>
                    {count(model.threads[at] ?? 0)}
                  </ThreadsLink>
                </td>
                {model.overlays.map(({ id, values }) => (
                  <td key={id} className="num">
                    <ThreadsLink scope={view.scope} search={{ ...days, painPointId: id }} className="link" counts={values[at] ?? 0}>
                      {count(values[at] ?? 0)}
                    </ThreadsLink>
                  </td>
                ))}
                <td className="num">{mood === null || mood === undefined ? '–' : oneDecimal(mood)}</td>
                <td className="muted">{[...markWords(model, at), ...(why === null ? [] : [`partial: ${why}`])].join('; ')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollArea>
  )
}
