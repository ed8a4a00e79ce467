import { useIsOld } from '../api/newer-page.ts'

/** Nothing is loaded anew by itself: somebody may be in the middle of a sentence. */
export const NewerPage = () =>
  useIsOld() && (
    <div className="toast">
      <span>A newer version of Echoscope is here. What you typed is kept.</span>
      <button type="button" onClick={() => location.reload()}>
        Reload
      </button>
    </div>
  )
