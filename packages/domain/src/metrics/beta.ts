/**
 * Quantiles of the beta distribution, as log-odds: for Beta(a, b) the t with P(X ≤ 1/(1 + e^−t)) = p. Working in log-odds keeps
 * full precision where the quantile itself would round to 0 or 1. Lower tails (p ≤ 0.5), a and b ≥ 1.
 * Newton's method inside a bracket; the density that it needs is the factor of the incomplete beta function anyway.
 */
export function betaLogOdds(p: number, a: number, b: number): number {
  let low = -1
  let high = 1
  while (lowerTail(low, a, b).probability > p) low *= 2
  while (lowerTail(high, a, b).probability < p) high *= 2
  let t = Math.log(a / b)
  if (t <= low || t >= high) t = (low + high) / 2
  for (let step = 0; step < mostSteps; step += 1) {
    const { probability, slope } = lowerTail(t, a, b)
    if (probability > p) high = t
    else low = t
    const newton = t - (probability - p) / slope
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - t) <= 4 * Number.EPSILON * Math.max(1, Math.abs(t))) return next
    t = next
  }
  return t
}

/** Five to ten are usual; rounding could make the last digit of very large counts swing for ever. */
const mostSteps = 200

/** P(X ≤ x) for X ~ Beta(a, b) at x = 1/(1 + e^−t), and its slope in t, x^a (1 − x)^b / B(a, b). */
export function lowerTail(t: number, a: number, b: number): { probability: number; slope: number } {
  const x = 1 / (1 + Math.exp(-t))
  const y = 1 / (1 + Math.exp(t))
  const logX = t < 0 ? t - Math.log1p(Math.exp(t)) : -Math.log1p(Math.exp(-t))
  const logY = logX - t
  const slope = Math.exp(a * logX + b * logY + logGamma(a + b) - logGamma(a) - logGamma(b))
  // The continued fraction converges fast only left of the mean; right of it the other tail is summed.
  const probability = x < (a + 1) / (a + b + 2) ? (slope / a) * fraction(a, b, x) : 1 - (slope / b) * fraction(b, a, y)
  return { probability, slope }
}

const tiny = 1e-300
const awayFromZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value)

/** Continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz's method; about √max(a, b) steps. */
function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m < mostTerms; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / awayFromZero(1 + even * d)
    c = awayFromZero(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / awayFromZero(1 + odd * d)
    c = awayFromZero(1 + odd / c)
    const step = d * c
    result *= step
    if (Math.abs(step - 1) <= 2 * Number.EPSILON) return result
  }
  return result
}

/** A thousand suffice for counts of a million. */
const mostTerms = 100_000

/** ln Γ(x), x > 0: Stirling's series (DLMF 5.11.1) from 15 on, below by the recurrence. */
function logGamma(x: number): number {
  let product = 1
  let z = x
  for (; z < 15; z += 1) product *= z
  const w = 1 / (z * z)
  const series = (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - (w * 691) / 360360))))) / z
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product)
}
