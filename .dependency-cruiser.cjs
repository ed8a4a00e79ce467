/** The import law: the data has one way, source → scout → db → analytics → router → page, and there is no way back. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^(apps|packages)/', pathNot: [from, ...allowed] },
})
const domain = '^packages/domain/'
const db = '^packages/db/'
const sources = '^packages/sources/'
const analysis = '^packages/analysis/'
const jobs = '^packages/jobs/'
const scout = '^packages/scout/'
const insights = '^packages/insights/'
const postgres = '^packages/postgres/'

module.exports = {
  forbidden: [
    only('domain-stands-alone', domain, []),
    only('db-knows-domain', db, [domain]),
    only('jobs-knows-domain', jobs, [domain]),
    only('sources-knows-domain', sources, [domain]),
    only('analysis-knows-domain', analysis, [domain]),
    only('postgres-knows-domain', postgres, [domain]),
    only('scout-joins-them', scout, [domain, db, sources, analysis]),
    only('insights-write-what-db-counts', insights, [domain, db]),
    only('api-at-the-edge', '^apps/api/', [domain, db, jobs, scout, sources]),
    only('worker-at-the-edge', '^apps/worker/', [domain, db, insights, jobs, scout, sources]),
    only('cli-at-the-edge', '^apps/cli/', [domain, db, scout, sources, analysis, postgres]),
    {
      name: 'web-sees-types-of-api-only',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(apps|packages)/', pathNot: ['^apps/web/', domain, '^apps/api/src/router-type\\.ts$'] },
    },
    {
      name: 'web-takes-nothing-from-api-at-run-time',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^apps/api/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sql-stays-in-db',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: ['^packages/(db|postgres)/'] },
      to: { path: '(^|/)node_modules/(sequelize|pg)/' },
    },
    {
      name: 'scopes-are-minted-at-the-edge',
      severity: 'error',
      from: {
        pathNot: [
          '^apps/api/src/enter\\.ts$',
          '^apps/worker/src/enter\\.ts$',
          '^apps/cli/src/scope\\.ts$',
          '^packages/db/src/testing/',
          '\\.test\\.tsx?$',
          domain,
        ],
      },
      to: { path: '^packages/domain/src/mint\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-cycles', severity: 'error', from: { pathNot: '\\.test\\.tsx?$' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/', 'routeTree\\.gen\\.ts$', '/bench/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'], extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
}
