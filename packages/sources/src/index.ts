export * from './archive/index.ts'
export * from './hacker-news/index.ts'
export { probeHackerNews } from './hacker-news/probe.ts'
export { createHttp, type Http, type HttpOptions } from './http.ts'
