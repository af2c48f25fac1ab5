/** A browser's file as base64. The browser encodes it: a large file would overflow a call. */
export function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(new Error(`读不出「${file.name}」`))
    reader.onload = () => {
      const address = typeof reader.result === 'string' ? reader.result : ''
      resolve(address.slice(address.indexOf(',') + 1))
    }
    reader.readAsDataURL(file)
  })
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kilobytes = bytes / 1024
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}

/** The address at which a browser reads a stored file. */
export function addressOf(path: string): string {
  return `/_cos/${path.split('/').map(encodeURIComponent).join('/')}`
}

export function isOrderExport(path: string): boolean {
  return /\.(csv|xlsx|xls|txt)$/i.test(path)
}

export function isPicture(path: string): boolean {
  return /\.(png|jpe?g|webp)$/i.test(path)
}
