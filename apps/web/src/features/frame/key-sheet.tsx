const groups = [
  {
    name: 'Everywhere',
    keys: [
      [['⌘ K', 'Ctrl K'], 'go to a brand, a campaign, a page'],
      [['?'], 'this list'],
      [['Esc'], 'close what is open'],
    ],
  },
  {
    name: 'Threads',
    keys: [
      [['j', 'k'], 'next, previous thread'],
      [['e'], 'done'],
      [['i'], 'ignore'],
      [['a'], 'assign'],
      [['x'], 'select; e, i and a then act on all that are selected'],
      [['1', '2', '3'], 'negative, neutral, positive'],
      [['o'], 'open at its source'],
      [['/'], 'search'],
    ],
  },
] as const

/** Every key that does something. */
export const KeySheet = () => (
  <div className="key-sheet">
    <h2>Keys</h2>
    {groups.map(({ name, keys }) => (
      <section key={name} aria-label={name}>
        <h3>{name}</h3>
        <dl>
          {keys.map(([shown, does]) => (
            <div key={does} className="pop-fact">
              <dt>
                {shown.map((key) => (
                  <kbd key={key} className="kbd">
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </section>
    ))}
  </div>
)
