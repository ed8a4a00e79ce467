import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Builds the web application when its sources differ from those of the last build. */
export async function buildWeb(checkout: string, say: (text: string) => void): Promise<void> {
  const web = join(checkout, 'apps/web')
  const stamp = join(web, 'dist/.sources')
  const now = await digestOf(
    [join(web, 'src'), join(web, 'public'), join(checkout, 'packages/domain/src')],
    [join(web, 'index.html'), join(web, 'vite.config.ts'), join(web, 'package.json'), join(checkout, 'pnpm-lock.yaml')],
  )
  if ((await readFile(stamp, 'utf8').catch(() => '')) === now) return
  say('Building the page, once for this version.')
  // Made beside and moved when whole: another installation may serve from this checkout, or build at the same moment.
  const beside = join(web, 'node_modules/.builds', String(process.pid))
  try {
    const vite = join(dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json')), 'bin/vite.js')
    await run(web, [vite, 'build', '--logLevel', 'error', '--outDir', join(beside, 'new'), '--emptyOutDir'])
    await writeFile(join(beside, 'new/.sources'), now)
    await rename(join(web, 'dist'), join(beside, 'old')).catch(unless('ENOENT'))
    await rename(join(beside, 'new'), join(web, 'dist')).catch(unless('ENOTEMPTY'))
  } finally {
    await rm(beside, { recursive: true, force: true })
  }
}

const unless =
  (code: string) =>
  (error: NodeJS.ErrnoException): void => {
    if (error.code !== code) throw error
  }

async function digestOf(folders: readonly string[], files: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  const inside = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
        .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort(),
    ),
  )
  for (const file of [...inside.flat(), ...files]) hash.update(file).update(await readFile(file))
  return hash.digest('hex')
}

const run = (cwd: string, args: readonly string[]): Promise<void> =>
  new Promise((done, fail) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) done()
      else fail(new Error(`The page could not be built:\n${stdout}${stderr}`, { cause: error }))
    })
  })
