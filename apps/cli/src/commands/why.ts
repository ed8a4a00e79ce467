import { parseArgs } from 'node:util'
import { type Command, UsageError } from '../command.ts'
import { openInstallation } from '../open.ts'
import { enter, requestOfFlags } from '../scope.ts'

const longestText = 20_000

export const why: Command = {
  help: `echoscope why URL (--brand ID | --campaign ID) [--text "pasted text"]

Says whether the scope fetched the post at this address, and what kept it or kept it out: terms with their places, exclusions, another community. --text
asks the rule of now about a text, with or without an address. Prints the answer as JSON on stdout, and in words on stderr.

Exit code 0: it is a thread of the scope, or the text would be kept; 1: it is not; 2: wrong usage.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { brand: { type: 'string' }, campaign: { type: 'string' }, text: { type: 'string' } },
    })
    const [url, ...more] = positionals
    if (more.length > 0) throw new UsageError(`one address at a time: "${more[0]}" is one too many`)
    if (url === undefined && (values.text === undefined || values.text.trim() === ''))
      throw new UsageError('say which post: its address, or --text "what it says"')
    if ((values.text?.length ?? 0) > longestText) throw new UsageError(`--text takes at most ${longestText.toLocaleString('en')} characters`)
    const request = requestOfFlags(values)
    await using installation = await openInstallation(await io.config())
    const { db } = installation
    const { id } = await db.workspaces.ensureLocal()
    const answer = await db.whyHere.of(await enter(db, id, request), { url, text: values.text })
    io.out(JSON.stringify(answer, null, 2))
    io.say(answer.words)
    return answer.state === 'stored' || (answer.state === 'not_here' && answer.now?.kept === true) ? 0 : 1
  },
}
