import { inflateSync } from 'node:zlib'
import { encode } from 'uqr'
import { scanCode } from './scan-code'

/** The pixels of a one-bit PNG whose data is in one chunk. */
function pixelsOf(image: Buffer) {
  const width = image.readUInt32BE(16)
  const data = image.indexOf('IDAT') + 4
  const rows = inflateSync(image.subarray(data, data + image.readUInt32BE(data - 8)))
  const rowBytes = 1 + Math.ceil(width / 8)
  expect(rows).toHaveLength(rowBytes * width)
  const bit = (x: number, y: number) =>
    ((rows[y * rowBytes + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
  return { width, isDark: (x: number, y: number) => bit(x, y) === 0 }
}

test.each([430, 280, 1280, 7])('a scan code of width %i holds its page and scene', (asked) => {
  const answer = scanCode({ page: 'pages/home/index', scene: 's=1', width: asked })
  expect(answer.contentType).toBe('image/png')
  const { width, isDark } = pixelsOf(Buffer.from(answer.body))
  const { data, size } = encode('weapp://pages/home/index?scene=s%3D1', { ecc: 'M', border: 1 })
  expect(width).toBe(Math.max(asked, size))
  const scale = Math.max(1, Math.floor(asked / size))
  const first = Math.floor((width - size * scale) / 2) + Math.floor(scale / 2)
  const squares = data.map((row, y) =>
    row.map((_, x) => isDark(first + x * scale, first + y * scale)),
  )
  expect(squares).toEqual(data)
})
