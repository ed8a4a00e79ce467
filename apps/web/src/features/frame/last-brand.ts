const key = 'last-brand'

export function rememberBrand(brandId: string): void {
  try {
    localStorage.setItem(key, brandId)
  } catch {
    // Without a storage the first brand opens next time.
  }
}

export function rememberedBrand(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
