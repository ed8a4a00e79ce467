export { type Model, type ModelConfig, openAiModel } from './ai/model.ts'
export { writeInsights, type WriteDeps } from './write-insights.ts'
