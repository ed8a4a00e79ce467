import { expect, test } from 'vitest'
import { toItem as blueskyItem } from './bluesky/to-post.ts'
import { PostView as BlueskyPost } from './bluesky/wire.ts'
import { discussionToPost, issueToItem } from './github/to-post.ts'
import { Discussion, Issue } from './github/wire.ts'
import { postToItem } from './lemmy/to-post.ts'
import { PostView as LemmyPost } from './lemmy/wire.ts'
import { toItem as mastodonItem } from './mastodon/to-post.ts'
import { Status } from './mastodon/wire.ts'

const now = new Date('2026-11-20T12:00:00Z')
const at = '2026-11-20T10:00:00Z'

const status = (account: object) =>
  mastodonItem(
    Status.parse({
      id: '1',
      uri: 'https://a.social/1',
      created_at: at,
      content: '<p>deno</p>',
      visibility: 'public',
      reblog: null,
      account: { acct: 'release-bot', ...account },
    }),
    'https://a.social',
    now,
  )
const issue = (user: object) =>
  issueToItem(
    Issue.parse({
      node_id: 'I_1',
      title: 'deno',
      body: '',
      html_url: 'https://github.com/o/n/issues/1',
      repository_url: 'https://api.github.com/repos/o/n',
      created_at: at,
      user: { login: 'some-bot', ...user },
    }),
    now,
  )
const discussion = (author: object) =>
  discussionToPost(
    Discussion.parse({
      id: 'D_1',
      url: 'https://github.com/o/n/discussions/1',
      title: 'deno',
      createdAt: at,
      author: { login: 'some-bot', ...author },
      repository: { nameWithOwner: 'o/n' },
    }),
    now,
  )
const lemmy = (creator: object) =>
  postToItem(
    LemmyPost.parse({
      post: { id: 1, name: 'deno', ap_id: 'https://a.social/post/1', published: at },
      creator: { id: 1, name: 'news-bot', ...creator },
      community: { id: 2, name: 'deno' },
      counts: {},
    }),
    now,
  )
const bluesky = (labels: readonly string[]) =>
  blueskyItem(
    BlueskyPost.parse({
      uri: 'at://did:plc:a/app.bsky.feed.post/1',
      author: { did: 'did:plc:a', handle: 'bot.example', labels: labels.map((val) => ({ val })) },
      record: { text: 'deno', createdAt: at },
      indexedAt: at,
    }),
    now,
  )

test('a post is marked where its place says that a bot wrote it, and not left out for that', () => {
  const marked = { kind: 'post', post: { byBot: true } }
  expect(status({ bot: true })).toMatchObject(marked)
  expect(issue({ type: 'Bot' })).toMatchObject(marked)
  expect(discussion({ __typename: 'Bot' })).toMatchObject({ byBot: true })
  expect(lemmy({ bot_account: true })).toMatchObject(marked)
  expect(bluesky(['bot'])).toMatchObject(marked)
})

test('a name that sounds like a bot says nothing', () => {
  for (const item of [status({ bot: false }), issue({ type: 'User' }), lemmy({}), bluesky([])])
    expect(item).toMatchObject({ kind: 'post', post: expect.not.objectContaining({ byBot: true }) })
  expect(discussion({ __typename: 'User' })).not.toHaveProperty('byBot')
})
