import type { RunId, ScopeRequest } from '@echoscope/domain'
import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { counted } from '../../format/numbers.ts'
import { ColumnNaming } from './column-naming.tsx'
import { guess, isKnown, missingOf, optionsOf } from './columns.ts'
import type { Naming } from './columns.ts'
import { Drop } from './drop.tsx'
import { Sending } from './sending.tsx'
import { readTableHead } from './table-head.ts'
import type { TableHead } from './table-head.ts'
import { formats, Refused, upload } from './upload.ts'
import type { Format } from './upload.ts'

interface ImportArchiveProps {
  readonly scope: ScopeRequest
  /** Where the threads will be, in words: "Brand Analytics of Deno". */
  readonly into: string
  /** A run for each file, in the order they were sent. */
  readonly onRuns: (runIds: readonly RunId[]) => void
}

const formatWords: Readonly<Record<Format, string>> = {
  auto: 'Recognise it',
  reddit: 'Reddit (Pushshift, Arctic Shift)',
  hackernews: 'Hacker News',
  csv: 'CSV',
  json: 'JSON',
}

/** A file that is to be sent; a table can have its columns named. */
interface Chosen {
  readonly file: File
  readonly head: TableHead | null
  /** Null: the importer knows them, or there are none. */
  readonly naming: Naming | null
}

type State =
  | { readonly at: 'idle' }
  | { readonly at: 'sending'; readonly file: File; readonly sent: number; readonly stop: AbortController }
  | { readonly at: 'failed'; readonly why: string }

const choose = async (file: File): Promise<Chosen> => {
  const head = await readTableHead(file)
  return { file, head, naming: head === null || isKnown(head) ? null : guess(head) }
}

/** Files into the scope you are in, one run each; what does not match its keywords is left out and counted. */
export function ImportArchive({ scope, into, onRuns }: ImportArchiveProps) {
  const [chosen, setChosen] = useState<readonly Chosen[]>([])
  const [format, setFormat] = useState<Format>('auto')
  const [foldCopies, setFoldCopies] = useState(false)
  const [state, setState] = useState<State>({ at: 'idle' })
  const waiting = chosen.find(({ naming }) => naming !== null && missingOf(naming) !== null)
  const change = (file: File, given: Partial<Chosen>) => setChosen((now) => now.map((each) => (each.file === file ? { ...each, ...given } : each)))
  const add = async (files: readonly File[]) => {
    const more = await Promise.all(files.map(choose))
    setChosen((now) => [...now.filter(({ file }) => !files.some(({ name }) => name === file.name)), ...more])
  }
  const send = async () => {
    const runIds: RunId[] = []
    const stop = new AbortController()
    for (const { file, head, naming } of chosen) {
      const show = (sent: number) => setState({ at: 'sending', file, sent, stop })
      show(0)
      const options = head === null || naming === null ? {} : optionsOf(naming, head)
      try {
        runIds.push(await upload({ scope, file, format, options: { ...options, foldCopies }, signal: stop.signal, onProgress: show }))
      } catch (error) {
        // What was taken in is under way; the rest stays to be sent again.
        setChosen(chosen.slice(runIds.length))
        if (error instanceof Refused && error.head !== null) change(file, { head: error.head, naming: guess(error.head) })
        const before = runIds.length === 0 ? '' : ` ${counted(runIds.length, 'file')} before it ${runIds.length === 1 ? 'is' : 'are'} being imported.`
        return setState({ at: 'failed', why: `${error instanceof Error ? error.message : 'The file was not sent.'}${before}` })
      }
    }
    onRuns(runIds)
  }
  return (
    <section className="card" aria-labelledby="archive">
      <div className="card-head">
        <div>
          <h2 id="archive">Archives into {into}</h2>
          <p>
            NDJSON, JSON or CSV, plain or as .gz or .zst. Posts that match are kept; the same file again changes nothing. A line that cannot be read is counted,
            and the rest goes on.
          </p>
        </div>
      </div>
      <div className="card-body import-body">
        {state.at === 'sending' ? (
          <Sending file={state.file} sent={state.sent} onStop={() => state.stop.abort()} />
        ) : (
          <>
            <Drop
              files={chosen.map(({ file }) => file)}
              onFiles={(files) => void add(files)}
              onRemove={(file) => setChosen(chosen.filter((each) => each.file !== file))}
            />
            {chosen.map(({ file, head, naming }) =>
              head === null ? null : naming === null ? (
                <button key={file.name} type="button" className="link naming-open" onClick={() => change(file, { naming: guess(head) })}>
                  Name the columns of {file.name}
                </button>
              ) : (
                <ColumnNaming key={file.name} name={file.name} head={head} naming={naming} onChange={(next) => change(file, { naming: next })} />
              ),
            )}
            <div className="form-row">
              <label>
                Format
                <select className="box" value={format} onChange={(event) => setFormat(formats.find((known) => known === event.target.value) ?? 'auto')}>
                  {formats.map((known) => (
                    <option key={known} value={known}>
                      {formatWords[known]}
                    </option>
                  ))}
                </select>
              </label>
              <label>
                Posts that say the same
                <select className="box" value={foldCopies ? 'one' : 'each'} onChange={({ target }) => setFoldCopies(target.value === 'one')}>
                  <option value="each">Count each, as the file has it</option>
                  <option value="one">Make one thread of them</option>
                </select>
              </label>
              <button type="button" className="btn btn-scope" disabled={chosen.length === 0 || waiting !== undefined} onClick={() => void send()}>
                <FileUp className="i i-xs" />
                {chosen.length > 1 ? `Import ${chosen.length} files` : 'Import the file'}
              </button>
              {chosen.length === 0 && <span className="muted">Choose a file first.</span>}
            </div>
          </>
        )}
        {state.at === 'failed' && (
          <p className="problem" role="alert">
            <span>{state.why}</span>
          </p>
        )}
      </div>
    </section>
  )
}
