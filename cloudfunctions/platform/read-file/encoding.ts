import { isUtf8 } from 'node:buffer'

export interface Encoding {
  encoding: string
  bomBytes: number
}

const MARKS: [string, Encoding][] = [
  ['efbbbf', { encoding: 'utf8', bomBytes: 3 }],
  ['84319533', { encoding: 'gb18030', bomBytes: 4 }],
  ['fffe', { encoding: 'utf16le', bomBytes: 2 }],
  ['feff', { encoding: 'utf16be', bomBytes: 2 }],
]

/** A header holds enough Chinese that GBK never passes for UTF-8; null means it is not text. */
export function tellEncoding(head: Buffer): Encoding | null {
  const start = head.subarray(0, 4).toString('hex')
  // UTF-32 begins as UTF-16 does; nobody exports it.
  if (start === 'fffe0000' || start === '0000feff') return null
  const marked = MARKS.find(([mark]) => start.startsWith(mark))
  if (marked !== undefined) return marked[1]
  const sample = head.subarray(0, 4096)
  if (sample.includes(0)) return wideEncoding(sample)
  return { encoding: isUtf8(wholeCharacters(tellingPart(head))) ? 'utf8' : 'gb18030', bomBytes: 0 }
}

/** UTF-16 without its mark: commas, digits and line ends have a zero byte, always first or last. */
function wideEncoding(sample: Buffer): Encoding | null {
  const zerosAt = (side: number) =>
    sample.filter((byte, at) => byte === 0 && at % 2 === side).length
  const [high, low] = [zerosAt(0), zerosAt(1)]
  const enough = (high + low) * 10 > sample.length
  if (enough && high === 0) return { encoding: 'utf16le', bomBytes: 0 }
  if (enough && low === 0) return { encoding: 'utf16be', bomBytes: 0 }
  return null
}

/** The first line with enough Chinese, so that one torn row cannot decide for the whole file. */
function tellingPart(head: Buffer): Buffer {
  for (let from = 0; from < head.length;) {
    const end = lineEnd(head, from)
    if (end < 0) break
    const line = head.subarray(from, end)
    if (line.filter((byte) => byte >= 0x80).length >= 20) return line
    from = end + 1
  }
  return head
}

function lineEnd(head: Buffer, from: number): number {
  const lf = head.indexOf(10, from)
  return lf < 0 ? head.indexOf(13, from) : lf
}

/** The first chunk may end inside a character; up to three of its bytes are then left out. */
function wholeCharacters(head: Buffer): Buffer {
  let end = head.length
  for (let back = 1; back <= 3 && back <= head.length; back++) {
    const byte = head[head.length - back] ?? 0
    if (byte >= 0xc0) {
      end = head.length - back
      break
    }
    if (byte < 0x80) break
  }
  return head.subarray(0, end)
}
