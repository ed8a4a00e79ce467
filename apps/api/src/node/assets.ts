import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

/** The built web application. Paths without a file's ending are the application's own routes and get `index.html`. */
export function createAssets(directory: string): (request: Request) => Promise<Response | null> {
  return async (request) => {
    const path = pathOf(new URL(request.url).pathname)
    if (path === null) return null
    const isRoute = extname(path) === ''
    const file = join(directory, isRoute ? 'index.html' : path)
    const found = await stat(file).catch(() => null)
    if (found === null || !found.isFile()) return isRoute ? notBuilt() : null
    const etag = `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`
    const headers = {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      // Vite names what is in assets/ by its content.
      'cache-control': path.startsWith(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag,
    }
    const known = request.headers.get('if-none-match')?.replace(/^W\//, '')
    if (known === etag) return new Response(null, { status: 304, headers })
    return new Response(new Uint8Array(await readFile(file)), { headers })
  }
}

/** Normalised from the root, so that no `..` is left to leave the directory by. Null for a path that is no text. */
function pathOf(pathname: string): string | null {
  try {
    return normalize(decodeURIComponent(pathname))
  } catch {
    return null
  }
}

const notBuilt = (): Response =>
  new Response('The web application is not built here. The API is under /api; `pnpm start` builds the pages.', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
