import { createHmac, hkdfSync } from 'node:crypto'
import {
  BATCH_LENGTH,
  charactersFrom,
  RANDOM_LENGTH,
  writeCode,
  type Digest,
} from '../../domain/print-code/print-code'
import { personalDataSecret } from '../../platform/settings'

/** What can be computed about a brand's codes only with the deployment's secret. */
export interface PrintCodeKeys {
  check: Digest
  /** The id under which a code is found; the code itself is not stored. */
  codeId(code: string): string
  /** The characters at the start of a batch's codes; another attempt gives others. */
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

/** The codes of a seed: always the same ones, so that a request can be repeated. */
export function codesFrom(seed: Buffer, prefix: string, count: number, check: Digest): string[] {
  const codes = new Set<string>()
  for (let i = 0; codes.size < count; i++) {
    codes.add(writeCode(prefix, charactersFrom(digest(seed, `code:${i}`), RANDOM_LENGTH), check))
  }
  return [...codes]
}

/** A part of the file's name that cannot be guessed, in case anybody can read storage by path. */
export function fileNonce(seed: Buffer): string {
  return digest(seed, 'file').toString('base64url').slice(0, 22)
}

function digest(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
