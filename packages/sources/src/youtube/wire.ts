import { z } from 'zod'
import { afterSeconds, fieldOf, type Judge, wordsIn } from '../http/judge.ts'
import { Figure, Instant, Text } from '../walk/wire.ts'

export const Page = z.object({ nextPageToken: Text, items: z.array(z.unknown()).default([]) })
export const Video = z.object({
  id: z.object({ videoId: z.string() }),
  snippet: z.object({ publishedAt: Instant, channelTitle: Text, channelId: Text, title: Text, description: Text }),
})
export type Video = z.output<typeof Video>

const Comment = z.object({
  id: z.string(),
  snippet: z.object({
    authorDisplayName: Text,
    textOriginal: Text,
    textDisplay: Text,
    likeCount: Figure,
    publishedAt: Instant,
    videoId: Text,
    parentId: Text,
  }),
})
export type Comment = z.output<typeof Comment>
export const Thread = z.object({
  id: z.string(),
  snippet: z.object({ videoId: Text, topLevelComment: Comment, totalReplyCount: Figure }),
  replies: z.object({ comments: z.array(Comment) }).nullish(),
})

/** The day of its quotas ends at midnight in California. */
export function endOfQuotaDay(now: Date): Date {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Los_Angeles',
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(now)
  const [hour = 0, minute = 0, second = 0] = ['hour', 'minute', 'second'].map((type) => Number(parts.find((part) => part.type === type)?.value))
  return new Date(now.getTime() + (86_400 - hour * 3_600 - minute * 60 - second) * 1_000)
}

export const judge: Judge = ({ json, now }) => {
  const error = fieldOf(json, 'error')
  const errors = fieldOf(error, 'errors')
  const reason = wordsIn(Array.isArray(errors) ? errors[0] : null, 'reason')
  switch (reason) {
    case 'quotaExceeded':
    case 'dailyLimitExceeded':
      return { closed: { until: endOfQuotaDay(now), fault: 'quota' } }
    case 'rateLimitExceeded':
    case 'userRateLimitExceeded':
      return { closed: { until: afterSeconds(now, 60), fault: 'rate_limited' } }
    case 'commentsDisabled':
    case 'videoNotFound':
    case 'channelNotFound':
      return {
        refused: { fault: 'gone', message: reason === 'commentsDisabled' ? 'Comments are closed under this video.' : 'YouTube has no such video or channel.' },
      }
    case 'keyInvalid':
    case 'badRequest':
    case 'accessNotConfigured':
    case 'ipRefererBlocked':
      return {
        refused: {
          fault: 'unauthorized',
          message: 'YouTube does not accept this key: check it, and that the YouTube Data API is switched on for its project.',
        },
      }
    default:
      return null
  }
}
