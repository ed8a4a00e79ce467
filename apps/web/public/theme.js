// Before the first paint, so that a page chosen dark never flashes light. A blocked storage leaves the system's choice.
try {
  const chosen = localStorage.getItem('theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {}
