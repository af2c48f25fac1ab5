import { toBuffer } from 'qrcode'
import type { Document } from '../database/document'
import type { ApiAnswer } from './protobuf'

const DEFAULT_WIDTH = 430
const LONGEST_SCENE = 32

/** A real QR image: scanning it gives the page and scene that the mini program would open with. */
export async function scanCode(parameters: Document): Promise<ApiAnswer> {
  const scene = String(parameters.scene ?? '')
  const page = String(parameters.page ?? '')
  if (scene.length === 0 || scene.length > LONGEST_SCENE) {
    const error = { errcode: 40169, errmsg: 'invalid length for scene, or the data is not json' }
    return { body: Buffer.from(JSON.stringify(error)), contentType: 'application/json' }
  }
  const width = typeof parameters.width === 'number' ? parameters.width : DEFAULT_WIDTH
  const text = `weapp://${page}?scene=${encodeURIComponent(scene)}`
  const image = await toBuffer(text, { width, margin: 1, errorCorrectionLevel: 'M' })
  return { body: image, contentType: 'image/png' }
}
