const letters: Readonly<Record<string, string>> = { reddit: 'R', hackernews: 'HN', 'hacker-news': 'HN', archive: 'A', csv: 'A' }
const names: Readonly<Record<string, string>> = {
  reddit: 'Reddit',
  hackernews: 'Hacker News',
  'hacker-news': 'Hacker News',
  archive: 'Archive',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  lemmy: 'Lemmy',
  github: 'GitHub',
  youtube: 'YouTube',
  discourse: 'Discourse',
  'stack-exchange': 'Stack Exchange',
  'app-store': 'App Store',
}

export const platformName = (platform: string): string => names[platform] ?? platform

/** Letters instead of logos, grey: a place is told apart without a brand's colour. */
export const PlatformMark = ({ platform }: { readonly platform: string }) => (
  <span className="plat" title={platformName(platform)} aria-hidden="true">
    {letters[platform] ?? platform.slice(0, 1).toUpperCase()}
  </span>
)
