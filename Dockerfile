# One image for every process: the API (which serves the web build), the worker, and the migration.
FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV CI=true
RUN npm install --global pnpm@12
COPY package.json pnpm-workspace.yaml pnpm-lock.yaml ./
COPY apps/api/package.json apps/api/
COPY apps/cli/package.json apps/cli/
COPY apps/web/package.json apps/web/
COPY apps/worker/package.json apps/worker/
COPY packages/analysis/package.json packages/analysis/
COPY packages/db/package.json packages/db/
COPY packages/domain/package.json packages/domain/
COPY packages/insights/package.json packages/insights/
COPY packages/jobs/package.json packages/jobs/
COPY packages/postgres/package.json packages/postgres/
COPY packages/scout/package.json packages/scout/
COPY packages/sources/package.json packages/sources/
COPY e2e/package.json e2e/
COPY examples/package.json examples/
RUN pnpm install --frozen-lockfile
COPY . .
RUN pnpm --filter @echoscope/web build && CI=true pnpm prune --prod

FROM node:24-bookworm-slim AS run
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 ECHOSCOPE_HOME=/var/lib/echoscope
RUN mkdir -p /var/lib/echoscope && chown node:node /var/lib/echoscope
COPY --from=build /app /app
USER node
VOLUME /var/lib/echoscope
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD node -e "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "apps/api/src/main.ts"]
