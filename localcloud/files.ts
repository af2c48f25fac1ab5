import {
  closeSync,
  constants,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

const PIECE_BYTES = 1024 * 1024

/**
 * Makes a file or folder equal to another one, or removes it if the other one does not exist. Files
 * are overwritten: removing and making them again costs a disk more than writing their content.
 */
export function mirror(from: string, to: string): void {
  const source = statSync(from, { throwIfNoEntry: false })
  if (!source) return rmSync(to, { recursive: true, force: true })
  if (statSync(to, { throwIfNoEntry: false })?.isDirectory() !== source.isDirectory()) {
    rmSync(to, { recursive: true, force: true })
  }
  if (!source.isDirectory()) return writeOver(from, to)
  mkdirSync(to, { recursive: true })
  for (const name of new Set([...readdirSync(from), ...readdirSync(to)])) {
    mirror(join(from, name), join(to, name))
  }
}

/** Copies one file's content over another file, which is made if it is missing. */
export function writeOver(from: string, to: string): void {
  const source = openSync(from, 'r')
  // Not emptied first, as 'w' would do: the content is overwritten in place.
  const target = openSync(to, constants.O_RDWR | constants.O_CREAT)
  const piece = Buffer.allocUnsafe(PIECE_BYTES)
  let written = 0
  try {
    for (;;) {
      const read = readSync(source, piece, 0, PIECE_BYTES, written)
      if (read === 0) break
      writeSync(target, piece, 0, read, written)
      written += read
    }
    ftruncateSync(target, written)
  } finally {
    closeSync(source)
    closeSync(target)
  }
}
