export const Logo = () => (
  <span className="brand-mark">
    <svg viewBox="0 0 24 24" width="17" height="17" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" aria-hidden="true">
      <circle cx="7" cy="12" r="2" fill="currentColor" stroke="none" />
      <path d="M11.2 7.2a6.8 6.8 0 0 1 0 9.6" />
      <path d="M15 4a11.3 11.3 0 0 1 0 16" />
    </svg>
  </span>
)
