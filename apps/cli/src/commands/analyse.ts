import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { type Analyzer, createAnalyzer, keyPhrasesIn } from '@echoscope/analysis'
import { labelOf } from '@echoscope/domain'
import { z } from 'zod'
import type { Command, Io } from '../command.ts'

const Post = z.object({ id: z.union([z.string(), z.number()]), title: z.string().nullish(), body: z.string().nullish() })
type Post = z.infer<typeof Post>

const saidAtMost = 20

export const analyse: Command = {
  help: `echoscope analyse [--key-phrases] < posts.ndjson > analysed.ndjson

Reads one post a line, { "id", "title"?, "body" }, and writes one line for each:
  { "id", "language", "sentiment", "label", "confidence", "complaint", "painPoints": [{ "keyword", "field", "start", "end" }], "spam",
    "spamReasons", "toxicity" }
sentiment is from -1 to 1; label is positive from 0.2 and negative from -0.2, and confidence the chance that it is right; complaint is the chance
that the post reports a problem; spam and toxicity are from 0 to 1; a span counts UTF-16 units of its field. In a language other than English
sentiment, confidence and complaint are 0 and toxicity is null: they cannot be judged. --key-phrases adds "keyPhrases", the up to ten phrases that tell what the
post is about, the weightiest first. Offline, and without a database.

Exit code 0: every line was read; 1: some could not be, said with their numbers on stderr; 2: wrong usage.`,
  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: { 'key-phrases': { type: 'boolean', default: false } } })
    const analyzer = createAnalyzer({ mentionsBrand: () => false })
    const bad = { count: 0 }
    const answer = (post: Post) => ({ ...answerFor(post, analyzer), ...(values['key-phrases'] && { keyPhrases: phrasesOf(post) }) })
    try {
      await pipeline(Readable.from(answers(io, answer, bad)), io.output, { end: false, signal: io.interrupted })
    } catch (error) {
      if (io.interrupted.aborted) return 1
      // Whoever reads our lines has enough of them.
      if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
    }
    if (bad.count > saidAtMost) io.say(`… and ${bad.count - saidAtMost} more lines that could not be read`)
    return bad.count === 0 ? 0 : 1
  },
}

async function* answers(io: Io, answer: (post: Post) => object, bad: { count: number }): AsyncGenerator<string> {
  let number = 0
  for await (const line of createInterface({ input: io.input, crlfDelay: Infinity })) {
    number += 1
    if (line.trim() === '') continue
    const post = parse(line)
    if (typeof post !== 'string') {
      yield `${JSON.stringify(answer(post))}\n`
      continue
    }
    bad.count += 1
    if (bad.count <= saidAtMost) io.say(`line ${number}: ${post}`)
  }
}

/** The post, or why the line is none. */
function parse(line: string): Post | string {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch {
    return 'is not JSON'
  }
  const parsed = Post.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'is not a post'}`
}

function answerFor({ id, title, body }: Post, analyzer: Analyzer) {
  const { language, sentiment, confidence, complaint, painPoints, spam, reasons, toxicity } = analyzer.analyse({ title: title ?? '', body: body ?? '' })
  const label = labelOf(sentiment)
  return {
    id,
    language,
    sentiment: short(sentiment),
    label,
    confidence: short(confidence),
    complaint: short(complaint),
    painPoints,
    spam: short(spam),
    spamReasons: reasons,
    toxicity,
  }
}

const mostPhrases = 10
const phrasesOf = ({ title, body }: Post): string[] => keyPhrasesIn(`${title ?? ''}\n\n${body ?? ''}`, mostPhrases).map(({ phrase }) => phrase)

/** Four decimals say all there is; a label's threshold is never crossed by them. */
const short = (figure: number): number => Math.trunc(figure * 10_000) / 10_000
