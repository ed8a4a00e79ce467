const words: Readonly<Record<string, string>> = {
  pain_points: 'Pain points',
  thread_pain_points: 'Pain points in threads',
  influencers: 'Authors',
  community_days: 'Community days',
  pain_point_days: 'Pain point days',
  influencer_days: 'Author days',
  scout_runs: 'Runs',
  scout_run_sources: 'Sources of runs',
  scout_faults: 'Faults of runs',
  source_coverage: 'Coverage',
  ai_calls: 'AI calls',
  api_keys: 'API keys',
}

/** A table's name as people say it; one that is new here as the database has it. */
export const tableWord = (name: string): string => words[name] ?? `${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`
