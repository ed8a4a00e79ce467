/** What answered was not Echoscope: a proxy on the way, or the page of a network that wants a sign-in of its own. */
export class StrangeAnswer extends Error {
  override readonly name = 'StrangeAnswer'
  readonly status: number
  /** When it may be asked again, where the answer says so. */
  readonly retryAfterMs: number | null

  constructor({ status, headers }: Response) {
    super(`an answer of ${status} that is not the API's`)
    this.status = status
    const seconds = Number(headers.get('retry-after') ?? '')
    this.retryAfterMs = seconds > 0 ? seconds * 1_000 : null
  }
}

/** The API answers in JSON, also where it refuses. */
export function refuseStrange(response: Response): void {
  if (response.headers.get('content-type')?.startsWith('application/json') !== true) throw new StrangeAnswer(response)
}
