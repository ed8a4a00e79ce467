import { createServer } from 'node:net'

/** Says what is wrong with the port before anything long is begun. */
export function requireFreePort(host: string, port: number): Promise<void> {
  return new Promise((free, refuse) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        refuse(new Error(`Port ${port} on ${host} is taken. Stop what listens there, or choose another: PORT=${port + 1} npx pnpm@12 start`))
      else if (error.code === 'EACCES') refuse(new Error(`This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npx pnpm@12 start`))
      else refuse(new Error(`Cannot listen on ${host}:${port} (${error.code ?? error.message}). Check HOST and PORT.`))
    })
    probe.listen(port, host, () => probe.close(() => free()))
  })
}
