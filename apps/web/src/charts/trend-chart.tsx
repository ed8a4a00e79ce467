import { useEffect, useRef, useState } from 'react'
import { useTheme } from '../ui/use-theme.ts'
import { coloursOf } from './colours.ts'
import type { Drawing } from './trend-drawing.ts'
import type { TrendModel } from './trend-model.ts'

interface TrendChartProps {
  readonly model: TrendModel
  readonly scopeType: 'automatic' | 'custom'
  /** What the picture shows, in a sentence. */
  readonly summary: string
  /** Opens what a bucket counted. */
  readonly onOpen: (at: number) => void
}

/** Its two panels, the runs below them and the days. */
export const trendHeight = 360

/** Two panels on one time axis. The drawer arrives after the page is painted; its room is kept meanwhile. */
export function TrendChart({ model, scopeType, summary, onOpen }: TrendChartProps) {
  const element = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const [failed, setFailed] = useState(false)
  const theme = useTheme()
  useEffect(() => {
    let gone = false
    let made: Drawing | null = null
    const load = async () => {
      try {
        const { drawTrend } = await import('./trend-drawing.ts')
        if (gone || element.current === null) return
        made = drawTrend(element.current)
        setDrawing(made)
      } catch {
        if (!gone) setFailed(true)
      }
    }
    void load()
    return () => {
      gone = true
      made?.remove()
    }
  }, [])
  useEffect(() => {
    drawing?.show({ model, colours: coloursOf(theme, scopeType), still: matchMedia('(prefers-reduced-motion: reduce)').matches })
  }, [drawing, model, scopeType, theme])
  useEffect(() => drawing?.onPress(onOpen), [drawing, onOpen])
  return (
    <>
      {failed && <p className="muted">The chart could not be loaded. “As table” shows the same figures.</p>}
      <div ref={element} className="trend" role="img" aria-label={summary} style={{ height: failed ? 0 : trendHeight }} />
    </>
  )
}
