type Said = 'signed out' | 'signed in'
const channel = new BroadcastChannel('echoscope-session')
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin and takes no target
const tell = (said: Said): void => channel.postMessage(said)
const on = (said: Said, act: () => void): (() => void) => {
  const hear = ({ data }: MessageEvent) => (data === said ? act() : undefined)
  channel.addEventListener('message', hear)
  return () => channel.removeEventListener('message', hear)
}

/** Nothing of what was seen stays behind in this tab's storage. Only how the page looks is kept. */
function forgetHere(): void {
  const theme = localStorage.getItem('theme')
  localStorage.clear()
  sessionStorage.clear()
  if (theme !== null) localStorage.setItem('theme', theme)
}

/** Somebody signed out here: nothing stays behind, neither here nor in other tabs. */
export function forgetEverything(): void {
  forgetHere()
  tell('signed out')
}
/** Another tab signed out: what is kept here goes, too. */
export const onSignedOutElsewhere = (leave: () => void): (() => void) =>
  on('signed out', () => {
    forgetHere()
    leave()
  })

export const tellSignedIn = (): void => tell('signed in')
/** Another tab of this browser opened a session, which is this tab's as well. */
export const onSignedInElsewhere = (enter: () => void): (() => void) => on('signed in', enter)
