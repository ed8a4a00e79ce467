import { appStore } from '../app-store/index.ts'
import { bluesky } from '../bluesky/index.ts'
import { discourse } from '../discourse/index.ts'
import { feeds } from '../feeds/index.ts'
import { github } from '../github/index.ts'
import { hackerNews } from '../hacker-news/connector.ts'
import { lemmy } from '../lemmy/index.ts'
import { mastodon } from '../mastodon/index.ts'
import { reddit } from '../reddit/index.ts'
import { stackExchange } from '../stack-exchange/index.ts'
import { youtube } from '../youtube/index.ts'
import type { Connector } from './connector.ts'

/** Every place a brand or campaign can name in its sources. */
export const connectors: readonly Connector[] = [hackerNews, reddit, stackExchange, lemmy, mastodon, bluesky, discourse, github, youtube, appStore, feeds]
