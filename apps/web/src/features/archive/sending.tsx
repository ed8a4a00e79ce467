import { bytes, share } from '../../format/numbers.ts'
import { UserText } from '../../ui/user-text.tsx'

export function Sending({ file, sent, onStop }: { readonly file: File; readonly sent: number; readonly onStop: () => void }) {
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
