import { mkdtemp, rm } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fromBuffer, open, type Entry, type ZipFile } from 'yauzl'
import type { Opened } from './source'

export interface Archive {
  /** Unpacked size of a part, null when the archive has none of that name. */
  size(path: string): number | null
  part(path: string): Promise<Readable>
  close(): Promise<void>
}

/**
 * Opens a ZIP by its directory, which stands at its end: the shared strings may come after the
 * sheet that needs them. A stream is therefore laid down in a temporary file first.
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
    size: (path) => parts.get(path)?.uncompressedSize ?? null,
    part: (path) => openPart(file, parts.get(path)),
    async close() {
      file.close()
      await remove()
    },
  }
}

function openPart(file: ZipFile, entry: Entry | undefined): Promise<Readable> {
  if (entry === undefined) return Promise.reject(new Error('part missing'))
  return new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}
