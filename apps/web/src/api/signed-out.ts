const channel = new BroadcastChannel('echoscope-signed-out')

/** Nothing of what was seen stays behind: neither in this tab's storage nor on the other tabs' screens. Only how the page looks is kept. */
export function forgetEverything(): void {
  const theme = localStorage.getItem('theme')
  localStorage.clear()
  sessionStorage.clear()
  if (theme !== null) localStorage.setItem('theme', theme)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin and takes no target
  channel.postMessage('signed out')
}

/** Another tab signed out. */
export const onSignedOutElsewhere = (leave: () => void): void => channel.addEventListener('message', leave)
