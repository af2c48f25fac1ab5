import { encode } from 'uqr'
import type { Document } from '../database/document'
import { png } from './png'
import type { ApiAnswer } from './protobuf'

const DEFAULT_WIDTH = 430
const LONGEST_SCENE = 32

/** A real QR image: scanning it gives the page and scene that the mini program would open with. */
export function scanCode(parameters: Document): ApiAnswer {
  const scene = String(parameters.scene ?? '')
  const page = String(parameters.page ?? '')
  if (scene.length === 0 || scene.length > LONGEST_SCENE) {
    const error = { errcode: 40169, errmsg: 'invalid length for scene, or the data is not json' }
    return { body: Buffer.from(JSON.stringify(error)), contentType: 'application/json' }
  }
  const width = typeof parameters.width === 'number' ? parameters.width : DEFAULT_WIDTH
  const text = `weapp://${page}?scene=${encodeURIComponent(scene)}`
  return { body: picture(text, width), contentType: 'image/png' }
}

/** As wide as asked for; every square of the code has the same number of pixels. */
function picture(text: string, width: number): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: 1 })
  const scale = Math.max(1, Math.floor(width / size))
  const whole = Math.max(width, size * scale)
  const margin = Math.floor((whole - size * scale) / 2)
  const square = (pixel: number) => Math.floor((pixel - margin) / scale)
  return png(whole, (x, y) => data[square(y)]?.[square(x)] ?? false)
}
