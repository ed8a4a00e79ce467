import { FileArchive, X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { bytes } from '../../format/numbers.ts'
import { UserText } from '../../ui/user-text.tsx'

interface DropProps {
  readonly files: readonly File[]
  readonly onFiles: (files: readonly File[]) => void
  readonly onRemove: (file: File) => void
}

/** Where files are dropped or chosen, and the ones that were. */
export function Drop({ files, onFiles, onRemove }: DropProps) {
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
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
      {files.length === 0 ? (
        <span>Drop files here</span>
      ) : (
        <ul className="drop-files">
          {files.map((file) => (
            <li key={file.name}>
              <b className="truncate">
                <UserText>{file.name}</UserText>
              </b>
              <span className="nowrap">{bytes(file.size)}</span>
              <button type="button" className="icon-btn icon-btn-xs" aria-label={`Leave out ${file.name}`} onClick={() => onRemove(file)}>
                <X className="i i-xs" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        className="sr-only"
        type="file"
        multiple
        aria-label="Archive file"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          // The same file can be chosen again after it was left out.
          event.target.value = ''
        }}
      />
      <button type="button" className="btn btn-sm" onClick={() => input.current?.click()}>
        {files.length === 0 ? 'Choose files' : 'Choose more'}
      </button>
    </div>
  )
}
