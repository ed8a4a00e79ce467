import OpenAI, { APIConnectionTimeoutError, APIError } from 'openai'
import { z } from 'zod'
import { boundedFetch } from './bounded-fetch.ts'
import type { Message } from './prompt.ts'

/** Where a model is asked, and what it costs. */
export interface ModelConfig {
  /** Null for a server that asks for none. */
  readonly apiKey: string | null
  /** Of any server that speaks OpenAI's chat completions; null: OpenAI's own. */
  readonly baseUrl: string | null
  readonly model: string
  /** US dollars for a million tokens; 0 for a model of one's own. */
  readonly usdPerMillion: { readonly input: number; readonly output: number }
  readonly timeoutMs: number
}
export interface Reply {
  readonly text: string
  readonly inputTokens: number
  readonly outputTokens: number
}
/** What an answer is to look like. */
export interface Form {
  readonly name: string
  readonly schema: z.ZodType
}
/** A model that writes. `ask` rejects with a ModelError in words. */
export interface Model {
  readonly name: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** The most that a call with these messages can cost, in US dollars: a token is at least a byte. */
  worstCost(messages: readonly Message[], form: Form): number
  costOf(reply: Pick<Reply, 'inputTokens' | 'outputTokens'>): number
  ask(messages: readonly Message[], form: Form): Promise<Reply>
}
/** Why a model gave no answer, for the run's record and for whoever reads it. */
export class ModelError extends Error {
  /** What the call may have cost all the same: it was begun, and nobody said that it was refused. */
  readonly used: Pick<Reply, 'inputTokens' | 'outputTokens'>
  constructor(message: string, { used = { inputTokens: 0, outputTokens: 0 }, ...rest }: ErrorOptions & { readonly used?: ModelError['used'] } = {}) {
    super(message, rest)
    this.used = used
  }
}

const mostOutputTokens = 4_000
const million = 1_000_000

export function openAiModel({ apiKey, baseUrl, model, usdPerMillion, timeoutMs }: ModelConfig): Model {
  const client = new OpenAI({ apiKey: apiKey ?? 'none', baseURL: baseUrl, timeout: timeoutMs, maxRetries: 0, fetch: boundedFetch(timeoutMs) })
  // No temperature: models that reason refuse it.
  const parameters = { seed: 7, max_completion_tokens: mostOutputTokens }
  const costOf: Model['costOf'] = ({ inputTokens, outputTokens }) => (inputTokens * usdPerMillion.input + outputTokens * usdPerMillion.output) / million
  return {
    name: model,
    parameters,
    costOf,
    worstCost: (messages, form) => costOf({ inputTokens: bytesOf(messages, form), outputTokens: mostOutputTokens }),
    async ask(messages, form) {
      const most = { inputTokens: bytesOf(messages, form), outputTokens: mostOutputTokens }
      try {
        const answer = await client.chat.completions.create({
          model,
          messages: messages.map(({ role, content }) => ({ role, content })),
          ...parameters,
          response_format: { type: 'json_schema', json_schema: { name: form.name, strict: true, schema: z.toJSONSchema(form.schema) } },
        })
        const text = answer.choices?.[0]?.message?.content
        if (typeof text !== 'string') throw new ModelError('The model answered in a shape that is no chat completion.', { used: most })
        // A server that does not count is taken to have used all it could: the budget is a hard stop.
        return { text, inputTokens: answer.usage?.prompt_tokens ?? most.inputTokens, outputTokens: answer.usage?.completion_tokens ?? most.outputTokens }
      } catch (error) {
        throw error instanceof ModelError ? error : new ModelError(wordsOf(error, timeoutMs), { cause: error, ...(isRefused(error) ? {} : { used: most }) })
      }
    },
  }
}

/** The server said no, or was never reached: nothing was used. */
const isRefused = (error: unknown): boolean =>
  error instanceof APIError &&
  !(error instanceof APIConnectionTimeoutError) &&
  (error.status !== undefined || /ECONNREFUSED|ENOTFOUND/.test(String(error.cause)))

const bytesOf = (messages: readonly Message[], { schema }: Form): number =>
  Buffer.byteLength(JSON.stringify(messages)) + Buffer.byteLength(JSON.stringify(z.toJSONSchema(schema)))

function wordsOf(error: unknown, timeoutMs: number): string {
  if (error instanceof APIConnectionTimeoutError) return `The model gave no answer within ${timeoutMs / 1_000} s.`
  if (error instanceof Error && error.cause instanceof RangeError) return 'The model’s server sent more than an answer can be.'
  if (!(error instanceof APIError)) return 'The model’s answer could not be read.'
  if (error.status === 401 || error.status === 403) return 'The model’s server refused the key. Check OPENAI_API_KEY.'
  if (error.status === 404) return 'The model’s server does not know the model. Check OPENAI_MODEL and OPENAI_BASE_URL.'
  if (error.status === 429) return 'The model’s server asks to be called less often, or its own budget is used up.'
  return error.status === undefined ? 'The model’s server could not be reached.' : `The model’s server answered ${error.status}.`
}
