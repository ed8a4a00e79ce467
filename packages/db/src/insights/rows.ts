import { daysText, type InsightRun } from '@echoscope/domain'

export const columns = `id, written_at, range_from, range_to, writer, fell_back, model, parameters, prompt_hash, facts_hash, inputs, insights, struck, withheld,
  input_tokens, output_tokens, usd::float8 AS usd, time_zone`

export interface Row {
  readonly id: InsightRun['id']
  readonly written_at: Date
  readonly range_from: Date
  readonly range_to: Date
  readonly writer: InsightRun['writer']
  readonly fell_back: string | null
  readonly model: string | null
  readonly parameters: InsightRun['parameters']
  readonly prompt_hash: string | null
  readonly facts_hash: string
  readonly inputs: InsightRun['inputs']
  readonly insights: InsightRun['insights']
  readonly struck: InsightRun['struck']
  readonly withheld: InsightRun['withheld']
  readonly input_tokens: number
  readonly output_tokens: number
  readonly usd: number
  readonly time_zone: string
}

export const toRun = (row: Row): InsightRun => ({
  id: row.id,
  writtenAt: row.written_at.toISOString(),
  range: daysText({ from: row.range_from, to: row.range_to }),
  timeZone: row.time_zone,
  writer: row.writer,
  fellBack: row.fell_back,
  model: row.model,
  parameters: row.parameters,
  promptHash: row.prompt_hash,
  factsHash: row.facts_hash,
  inputs: row.inputs,
  insights: row.insights,
  struck: row.struck,
  withheld: row.withheld,
  inputTokens: row.input_tokens,
  outputTokens: row.output_tokens,
  usd: row.usd,
})
