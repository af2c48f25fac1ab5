import { createHmac, hkdfSync } from 'node:crypto'
import {
  BATCH_LENGTH,
  charactersFrom,
  RANDOM_LENGTH,
  writeCode,
  type Digest,
} from '../../domain/print-code/print-code'
import { personalDataSecret } from '../../platform/settings'

/** What only the holder of the deployment's secret can compute about the codes of a brand. */
export interface PrintCodeKeys {
  check: Digest
  /** The id under which a code is found, without being stored in clear. */
  codeId(code: string): string
  /** The characters that a batch's codes begin with; another attempt gives others. */
  prefix(requestId: string, attempt: number): string
}

export function printCodeKeys(brand: string): PrintCodeKeys {
  const key = Buffer.from(hkdfSync('sha256', personalDataSecret(), 'jusha', 'print-code', 32))
  const mac = (purpose: string, text: string) => digest(key, `${purpose}:${brand}:${text}`)
  return {
    check: (body) => mac('check', body),
    codeId: (code) => mac('code', code).toString('base64url'),
    prefix: (requestId, attempt) =>
      charactersFrom(mac('batch', `${requestId}:${attempt}`), BATCH_LENGTH),
  }
}

/** The codes that a seed gives: the same ones again when a request is repeated. */
export function codesFrom(seed: Buffer, prefix: string, count: number, check: Digest): string[] {
  const codes = new Set<string>()
  for (let i = 0; codes.size < count; i++) {
    codes.add(writeCode(prefix, charactersFrom(digest(seed, `code:${i}`), RANDOM_LENGTH), check))
  }
  return [...codes]
}

/** A part of the file's name that cannot be guessed: storage may be readable by its path. */
export function fileNonce(seed: Buffer): string {
  return digest(seed, 'file').toString('base64url').slice(0, 22)
}

function digest(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
