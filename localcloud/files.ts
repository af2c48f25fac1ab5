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
 * Makes a file or a folder like another, or removes it where there is no other. What is there is
 * written over: to remove a file and make it again costs a disk more than its content does.
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

/** Copies a file's content over another's, which is made where it is missing. */
export function writeOver(from: string, to: string): void {
  const source = openSync(from, 'r')
  // Kept as it is until it is written over: 'w' would empty it first.
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
