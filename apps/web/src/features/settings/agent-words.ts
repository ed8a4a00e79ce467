const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

const find = (words: readonly (readonly [string, string])[], agent: string): string | undefined => words.find(([sign]) => agent.includes(sign))?.[1]

/** "Firefox on Linux"; what says neither is shown as it calls itself. The order matters: Edge and Opera say Chrome too. */
export function agentWords(agent: string): string {
  const [browser, system] = [find(browsers, agent), find(systems, agent)]
  if (browser === undefined) return agent === '' ? 'Something without a name' : agent.slice(0, 60)
  return system === undefined ? browser : `${browser} on ${system}`
}
