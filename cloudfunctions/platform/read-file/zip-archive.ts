import { mkdtemp, rm } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fromBuffer, open, type Entry, type ZipFile } from 'yauzl'
import { ORDER_EXPORT_LIMITS } from './limits'
import { refuse } from './refusal'
import type { Opened } from './source'

export interface Archive {
  /** The parts' paths, folders left out. */
  paths: string[]
  /** Unpacked size of a part, null when the archive has no part with that name. */
  size(path: string): number | null
  /** Refuses, before it unpacks anything, a part that would become too large. */
  part(path: string, maxBytes: number): Promise<Readable>
  isLocked(path: string): boolean
  close(): Promise<void>
}

/**
 * Opens a ZIP by its directory, which is at its end: the shared strings may come after the sheet
 * that needs them. A stream is therefore saved to a temporary file first.
 */
export async function openArchive({ whole, bytes }: Opened): Promise<Archive> {
  if (whole !== null) return listParts(await openBuffer(whole), async () => undefined)
  const folder = await mkdtemp(join(tmpdir(), 'order-export-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'export.xlsx')
    await pipeline(Readable.from(bytes), createWriteStream(path))
    return await listParts(await openFile(path), remove)
  } catch (error) {
    await remove()
    throw error
  }
}

const OPTIONS = { lazyEntries: true, autoClose: false }

function openBuffer(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, OPTIONS, (error, file) => (error ? reject(error) : resolve(file)))
  })
}

function openFile(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, OPTIONS, (error, file) => (error ? reject(error) : resolve(file)))
  })
}

/** An order export has about ten parts; a bomb of a million must not fill the memory. */
const MAX_PARTS = 1000

async function listParts(file: ZipFile, remove: () => Promise<void>): Promise<Archive> {
  const parts = new Map<string, Entry>()
  await new Promise<void>((resolve, reject) => {
    file.on('entry', (entry) => {
      parts.set(entry.fileName, entry)
      if (parts.size > MAX_PARTS) reject(new Error('too many parts'))
      else file.readEntry()
    })
    file.on('end', resolve)
    file.on('error', reject)
    file.readEntry()
  })
  return {
    paths: [...parts.keys()].filter((path) => !path.endsWith('/')),
    size: (path) => parts.get(path)?.uncompressedSize ?? null,
    part: (path, maxBytes) => openPart(file, parts.get(path), maxBytes),
    isLocked: (path) => parts.get(path)?.isEncrypted() ?? false,
    async close() {
      file.close()
      await remove()
    },
  }
}

async function openPart(
  file: ZipFile,
  entry: Entry | undefined,
  maxBytes: number,
): Promise<Readable> {
  if (entry === undefined) throw new Error('the archive lacks a part')
  checkSize(entry, maxBytes)
  return new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}

/**
 * yauzl holds a part to the size that is given here. A table packs to a tenth, a bomb to almost
 * nothing.
 */
function checkSize({ uncompressedSize, compressedSize }: Entry, maxBytes: number): void {
  const { packRatio, packRatioFrom } = ORDER_EXPORT_LIMITS
  if (uncompressedSize > packRatioFrom && uncompressedSize > compressedSize * packRatio) {
    refuse('FILE_TOO_LARGE', '文件展开后比本身大几百倍，不像订单表格，请重新导出后上传')
  }
  if (uncompressedSize <= maxBytes) return
  refuse('FILE_TOO_LARGE', '文件展开后太大，请按时间分成几份导出，再逐份上传')
}
