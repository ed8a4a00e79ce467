export type { Agenda, Job } from 'agenda'
export { type AgendaSettings, createAgenda, wake } from './agenda.ts'
export { jobNames, ScoutBrandAnalytics, ScoutCustomCampaign } from './contracts.ts'
