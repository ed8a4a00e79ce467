export { writeInsights, type WriteDeps } from './write-insights.ts'
