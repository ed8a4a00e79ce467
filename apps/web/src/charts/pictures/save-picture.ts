const sharpness = 2

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export const saveSvg = (svg: string, name: string): void => save(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`)

/** Twice as fine as it is drawn, so that it is sharp on paper and in slides. */
export async function savePng(svg: string, name: string): Promise<void> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * sharpness
  canvas.height = image.naturalHeight * sharpness
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (blob === null) throw new Error('This browser could not draw the picture as PNG; SVG holds the same.')
  save(blob, `${name}.png`)
}
