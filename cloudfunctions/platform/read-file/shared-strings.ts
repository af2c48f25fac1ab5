import type { Readable } from 'node:stream'
import { ORDER_EXPORT_LIMITS } from './limits'
import { refuse } from './refusal'
import { parseXml } from './xml-events'

export interface SharedStrings {
  at(index: number): string
}

const BLOCK_BYTES = 1024 * 1024

/**
 * The texts of a workbook, as UTF-8 in blocks outside the heap: a million strings take their own
 * bytes and eight more each, while an array of them would take several times that.
 */
export async function readSharedStrings(stream: Readable): Promise<SharedStrings> {
  const blocks: Buffer[] = []
  let used = BLOCK_BYTES
  let count = 0
  let places = new Uint32Array(2048)

  function add(text: string): void {
    const size = Buffer.byteLength(text)
    if (used + size > BLOCK_BYTES) {
      checkSize(blocks.length, count)
      blocks.push(Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, size)))
      used = 0
    }
    if (places.length < count * 3 + 3) places = grown(places)
    blocks.at(-1)?.write(text, used)
    places.set([blocks.length - 1, used, size], count * 3)
    used += size
    count++
  }

  await collect(stream, add)
  return {
    at(index) {
      const [block = 0, from = 0, size = 0] = places.subarray(index * 3, index * 3 + 3)
      return blocks[block]?.toString('utf8', from, from + size) ?? ''
    },
  }
}

function checkSize(blockCount: number, count: number): void {
  const { sharedStringBytes, sharedStrings } = ORDER_EXPORT_LIMITS
  if (blockCount * BLOCK_BYTES < sharedStringBytes && count < sharedStrings) return
  refuse('FILE_TOO_LARGE', '表格里的文字太多，请按时间分成几份导出，或改用 csv 导出，再逐份上传')
}

function grown(places: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(places.length * 2)
  larger.set(places)
  return larger
}

/**
 * A string consists of the texts of all its runs, without the reading aids (`rPh`) of Asian input
 * methods.
 */
async function collect(stream: Readable, add: (text: string) => void): Promise<void> {
  let text = ''
  let inText = false
  let inReading = false
  const pieces = parseXml(stream, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') inText = !inReading
      else if (name === 'rPh') inReading = true
    },
    text(piece) {
      if (inText) text = joined(text, piece)
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inReading = false
      else if (name === 'si') add(unescapeOoxml(text))
    },
  })
  while ((await pieces.next()).done !== true);
}

/** Excel's cells end long before this length; anything longer is not a table of orders. */
export function joined(text: string, piece: string): string {
  if (text.length + piece.length > ORDER_EXPORT_LIMITS.cellChars) {
    refuse('CELL_TOO_LONG', '有一格的文字超过 6 万字，不像订单表格，请用平台导出的原始文件')
  }
  return text + piece
}

/** OOXML writes control characters as `_x0009_`; the platforms put TABs after ids. */
export function unescapeOoxml(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
