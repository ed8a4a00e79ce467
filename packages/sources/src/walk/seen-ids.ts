/** Ids already given in this run; beyond `most` it forgets the oldest, whose posts may then be given again. */
export class SeenIds {
  readonly #ids = new Set<string>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  /** False where the id was there. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false
    const [oldest] = this.#ids
    if (this.#ids.size >= this.#most && oldest !== undefined) this.#ids.delete(oldest)
    this.#ids.add(id)
    return true
  }
}
