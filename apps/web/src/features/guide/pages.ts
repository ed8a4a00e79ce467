/** The pages of the guide in their order, by the name of their file in docs/. */
export const guidePages = [
  { page: 'quick-start', title: 'Quick start' },
  { page: 'sources', title: 'Sources and their keys' },
  { page: 'query-language', title: 'The query language' },
  { page: 'metrics', title: 'Every number, defined' },
  { page: 'insights', title: 'Who writes insights' },
  { page: 'separation', title: 'Separation explained' },
  { page: 'leaks', title: 'Leaks that are looked for' },
  { page: 'archives', title: 'Importing archives' },
  { page: 'refresh', title: 'Asking again' },
  { page: 'roles', title: 'People and roles' },
  { page: 'api', title: 'Scripts and the API' },
  { page: 'grants', title: 'Who may call what' },
  { page: 'operating', title: 'Operating it' },
  { page: 'legacy', title: 'From the old database' },
  { page: 'model-card', title: 'The model' },
] as const
export type GuidePage = (typeof guidePages)[number]['page']
export const isGuidePage = (page: string): page is GuidePage => guidePages.some((each) => each.page === page)

const texts = import.meta.glob<string>('../../../../../docs/*.md', { query: '?page', import: 'default' })

/** A page's HTML, made of our own Markdown when the app was built. */
export async function guideText(page: GuidePage): Promise<string> {
  const load = texts[`../../../../../docs/${page}.md`]
  if (load === undefined) throw new Error(`the guide has no page ${page}`)
  return load()
}
