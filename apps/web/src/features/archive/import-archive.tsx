import type { RunId, ScopeRequest } from '@echoscope/domain'
import { FileArchive, FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { bytes, share } from '../../format/numbers.ts'
import { UserText } from '../../ui/user-text.tsx'
import { formats, upload } from './upload.ts'
import type { Format } from './upload.ts'

interface ImportArchiveProps {
  readonly scope: ScopeRequest
  /** Where the threads will be, in words: "Brand Analytics of Deno". */
  readonly into: string
  readonly onRun: (runId: RunId) => void
}

const formatWords: Readonly<Record<Format, string>> = {
  auto: 'Recognise it',
  reddit: 'Reddit (Pushshift, Arctic Shift)',
  hackernews: 'Hacker News',
  csv: 'CSV',
  json: 'JSON',
}

type State =
  | { readonly at: 'idle' }
  | { readonly at: 'sending'; readonly sent: number; readonly stop: AbortController }
  | { readonly at: 'failed'; readonly why: string }

/** One file into the scope you are in; what does not match its keywords is left out and counted. */
export function ImportArchive({ scope, into, onRun }: ImportArchiveProps) {
  const [file, setFile] = useState<File | null>(null)
  const [format, setFormat] = useState<Format>('auto')
  const [state, setState] = useState<State>({ at: 'idle' })
  const send = async (chosen: File) => {
    const stop = new AbortController()
    setState({ at: 'sending', sent: 0, stop })
    try {
      onRun(await upload({ scope, file: chosen, format, signal: stop.signal, onProgress: (sent) => setState({ at: 'sending', sent, stop }) }))
    } catch (error) {
      setState({ at: 'failed', why: error instanceof Error ? error.message : 'The file was not sent.' })
    }
  }
  return (
    <section className="card" aria-labelledby="archive">
      <div className="card-head">
        <div>
          <h2 id="archive">An archive into {into}</h2>
          <p>
            NDJSON, JSON or CSV, plain or as .gz or .zst. Posts that match are kept; the same file again changes nothing. A line that cannot be read is counted,
            and the rest goes on.
          </p>
        </div>
      </div>
      <div className="card-body import-body">
        {state.at === 'sending' && file !== null ? (
          <Sending file={file} sent={state.sent} onStop={() => state.stop.abort()} />
        ) : (
          <>
            <Drop file={file} onFile={setFile} />
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
              <button type="button" className="btn btn-scope" disabled={file === null} onClick={() => file !== null && void send(file)}>
                <FileUp className="i i-xs" />
                Import the file
              </button>
              {file === null && <span className="muted">Choose a file first.</span>}
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

function Drop({ file, onFile }: { readonly file: File | null; readonly onFile: (file: File) => void }) {
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const dropped = event.dataTransfer.files[0]
    if (dropped !== undefined) onFile(dropped)
  }
  return (
    <div
      className="drop"
      data-over={over}
      onDragOver={(event) => event.preventDefault()}
      onDragEnter={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileArchive className="i" />
      {file === null ? (
        <span>Drop a file here</span>
      ) : (
        <span>
          <b>
            <UserText>{file.name}</UserText>
          </b>{' '}
          {bytes(file.size)}
        </span>
      )}
      <input
        ref={input}
        className="sr-only"
        type="file"
        aria-label="Archive file"
        onChange={(event) => event.target.files?.[0] !== undefined && onFile(event.target.files[0])}
      />
      <button type="button" className="btn btn-sm" onClick={() => input.current?.click()}>
        {file === null ? 'Choose a file' : 'Choose another'}
      </button>
    </div>
  )
}

const Sending = ({ file, sent, onStop }: { readonly file: File; readonly sent: number; readonly onStop: () => void }) => {
  const part = file.size === 0 ? 1 : Math.min(1, sent / file.size)
  return (
    <div className="sending" role="status">
      <p>
        Sending{' '}
        <b>
          <UserText>{file.name}</UserText>
        </b>
        : {bytes(sent)} of {bytes(file.size)}, {share(part)}
      </p>
      <div className="track-lg" role="progressbar" aria-label="Sent" aria-valuenow={Math.round(part * 100)} aria-valuemin={0} aria-valuemax={100}>
        <i style={{ width: `${part * 100}%` }} />
      </div>
      <button type="button" className="btn btn-sm" onClick={onStop}>
        Stop
      </button>
    </div>
  )
}
