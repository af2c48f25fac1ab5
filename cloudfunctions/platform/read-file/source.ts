import type { Readable } from 'node:stream'
import { ORDER_EXPORT_LIMITS } from './limits'
import { refuse } from './refusal'

/** The first bytes of a file, and the whole file again as a stream. */
export interface Opened {
  head: Buffer
  bytes: AsyncGenerator<Buffer>
  /** The whole file, where the caller already has it in memory. */
  whole: Buffer | null
  /** Size in bytes; 0 where it is not known. */
  size: number
}

const HEAD_BYTES = 64 * 1024

export async function openSource(source: Readable | Buffer, told = 0): Promise<Opened> {
  if (Buffer.isBuffer(source)) {
    if (source.length > ORDER_EXPORT_LIMITS.fileBytes) refuseSize()
    return {
      head: source.subarray(0, HEAD_BYTES),
      bytes: slices(source),
      whole: source,
      size: source.length,
    }
  }
  const chunks = limited(source)
  const first: Buffer[] = []
  let size = 0
  while (size < HEAD_BYTES) {
    const next = await chunks.next()
    if (next.done === true) break
    first.push(next.value)
    size += next.value.length
  }
  return { head: Buffer.concat(first), bytes: rejoin(first, chunks), whole: null, size: told }
}

async function* slices(whole: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < whole.length; at += HEAD_BYTES) yield whole.subarray(at, at + HEAD_BYTES)
}

async function* limited(source: Readable): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > ORDER_EXPORT_LIMITS.fileBytes) refuseSize()
    yield bytes
  }
}

async function* rejoin(first: Buffer[], rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield* first
  yield* rest
}

function refuseSize(): never {
  const megabytes = ORDER_EXPORT_LIMITS.fileBytes / 1024 / 1024
  return refuse('FILE_TOO_LARGE', `文件超过 ${megabytes} MB，请按时间分成几份导出，再逐份上传`)
}
