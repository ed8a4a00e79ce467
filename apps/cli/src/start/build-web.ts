import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
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
  await run(web, [join(dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json')), 'bin/vite.js'), 'build', '--logLevel', 'error'])
  await writeFile(stamp, now)
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
