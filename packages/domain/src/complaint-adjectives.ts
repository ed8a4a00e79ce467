/** What is bad about a thing, in a word. */
export const complaintAdjectives: ReadonlySet<string> = new Set(
  'slow broken buggy expensive overpriced confusing unreliable unstable unresponsive unusable laggy glitchy flaky clunky sluggish bloated inconsistent inaccurate outdated annoying frustrating faulty defective corrupted corrupt missing incompatible noisy janky cumbersome useless unreadable worthless complicated rude dirty filthy wobbly unhelpful choppy unplayable unwatchable disappointing wrong ugly invasive stale damaged flimsy smelly laughable unusably subpar lousy shoddy atrocious appalling pathetic leaking squeaky tedious unintuitive cluttered intrusive misleading horrible terrible awful crappy shitty poor incomplete nonexistent non-existent painful blurry grainy muffled tinny undocumented intermittent unnecessary unecessary redundant'.split(
    ' ',
  ),
)
