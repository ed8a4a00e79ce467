import { z } from 'zod'
import { Instant } from '../walk/wire.ts'

const Label = z.object({ label: z.string() })
/** `entry` is a list, one thing alone, or not there. */
export const Reviews = z.object({ feed: z.object({ entry: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).optional() }) })
export const Review = z.object({
  id: Label,
  author: z.object({ name: Label }).optional(),
  'im:rating': Label.optional(),
  'im:voteSum': Label.optional(),
  title: Label,
  content: Label.optional(),
  updated: z.object({ label: Instant }).optional(),
})
export type Review = z.output<typeof Review>
