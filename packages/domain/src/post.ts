/** The field of a post that a span counts its characters in. */
export type PostField = 'title' | 'body'

/** Half open `[start, end)`, in UTF-16 code units of the stored text of `field`, so that `text.slice(start, end)` is the span. */
export interface Span {
  readonly field: PostField
  readonly start: number
  readonly end: number
}

/** Where a keyword matched: what "why is this here" shows. `term` is the keyword as the user wrote it. */
export interface Match extends Span {
  readonly term: string
}

export type Platform = string

/** A public post as every source delivers it, before anything was decided about it. */
export interface Post {
  readonly platform: Platform
  /** The source's own id, unique within the platform: Reddit `t3_…`/`t1_…`, Hacker News `objectID`. */
  readonly externalId: string
  /** Where it can be read; empty where an archive has no address for it. */
  readonly url: string
  readonly community: PostCommunity
  /** Null where the source gives none, or the account is deleted. */
  readonly author: string | null
  /** The place itself says that a program posts under this name; a name that sounds like one says nothing. */
  readonly byBot?: true
  /** Plain text; empty where the source has none. Markup of HTML sources is already removed. */
  readonly title: string
  readonly body: string
  readonly publishedAt: Date
  /** When the source's figures were read; null where an archive does not say. A later observation replaces an earlier one. */
  readonly observedAt: Date | null
  /** Null where the source has no score or hides it. */
  readonly score: number | null
  readonly comments: number
  /** The post this one answers, in the source's ids. */
  readonly parentExternalId: string | null
}

export interface PostCommunity {
  /** As users write it: `r/golang`, `Hacker News`. */
  readonly name: string
  /** Empty where it has no page. */
  readonly url: string
  /** Null where the source does not publish it. */
  readonly members: number | null
}

/** The source's word that a post is deleted there: by its author, or removed by others. */
export interface Gone extends Observation {
  readonly why: 'deleted' | 'removed'
}

/** New figures for a post that may be stored already; carries no text, so it never makes a thread. */
export interface Observation {
  readonly platform: Platform
  readonly externalId: string
  readonly observedAt: Date | null
  readonly score: number | null
  readonly comments: number | null
}
