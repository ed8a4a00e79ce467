export { type Model, type ModelConfig, openAiModel } from './ai/model.ts'
export { type Naming, namePainPoints, type NamingDeps } from './ai/name-pain-points.ts'
export { writeInsights, type WriteDeps } from './write-insights.ts'
