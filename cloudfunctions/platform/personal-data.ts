import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { assert } from '../domain/assert'
import { personalDataSecret, encryptionKeys } from './settings'

type Purpose =
  | 'hash'
  | 'encrypt'
  | 'coupon'
  | 'memory'
  | 'maker'
  | 'leave'
  | 'invite'
  | 'pick-up'
  | 'pick-up key'
  | 'pool code'
  | 'trade'

function key(purpose: Purpose, secret = personalDataSecret()): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'jusha', purpose, 32))
}

/** The id under which a phone or a WeChat id is found, without being stored in plain text. */
export function identityId(channel: 'wechat' | 'union' | 'phone', externalId: string): string {
  const hash = createHmac('sha256', key('hash')).update(`${channel}:${externalId}`)
  return `${channel}:${hash.digest('base64url')}`
}

/**
 * The id under which what a person has used up is kept. It is hashed for a separate purpose, so it
 * leads to no member and is not a link: only a person who comes back with the same phone or WeChat
 * finds it.
 */
export function memoryId(brand: string, identity: string): string {
  return `${brand}:${createHmac('sha256', key('memory')).update(identity).digest('base64url')}`
}

/**
 * How a batch of printed codes recognizes the WeChat of its maker. It is hashed for a separate
 * purpose, so it leads to no member and no memory, even after the maker has left.
 */
export function makerKey(brand: string, identity: string): string {
  return createHmac('sha256', key('maker')).update(`${brand}:${identity}`).digest('base64url')
}

/** The name of one membership's memory; it is a digest, too. */
export function membershipMemoryId(brand: string, life: string): string {
  return `${brand}:life:${life}`
}

/** A request to leave is found again by its sender, after everything else about them is deleted. */
export function departureId(brand: string, openId: string, requestId: string): string {
  const hash = createHmac('sha256', key('leave')).update(`${openId}:${requestId}`)
  return `${brand}:${hash.digest('base64url')}`
}

/** Twelve digits for the till that nobody can guess; the same input gives the same digits. */
export function designedCouponCode(cause: string): string {
  return twelveDigits('coupon', cause)
}

/**
 * 取货码: twelve digits that are computed from the redemption each time they are shown, so that no
 * document holds them.
 */
export function pickUpCode(redemptionId: string): string {
  return twelveDigits('pick-up', redemptionId)
}

/** How a redemption is found by its code; without the key it reveals nothing of the code. */
export function pickUpKey(brand: string, code: string): string {
  return createHmac('sha256', key('pick-up key')).update(`${brand}:${code}`).digest('base64url')
}

/**
 * The id of a code in a pool: without the key nobody can tell from it whether a guessed code is there.
 */
export function poolCodeId(brand: string, code: string): string {
  const hash = createHmac('sha256', key('pool code')).update(`${brand}:${code}`)
  return `${brand}:${hash.digest('base64url')}`
}

/**
 * The number of a payment at WeChat Pay: the same for the same cause, so that a retry finds the first,
 * and nobody can guess it. At most 32 letters, digits, `-` and `_`.
 */
export function tradeNumber(cause: string): string {
  return createHmac('sha256', key('trade')).update(cause).digest('base64url').slice(0, 24)
}

function twelveDigits(purpose: Purpose, cause: string): string {
  const bytes = createHmac('sha256', key(purpose)).update(cause).digest()
  return String(bytes.readBigUInt64BE() % 1_000_000_000_000n).padStart(12, '0')
}

/**
 * 邀请码: a member's id encrypted under a key of its own, so that it needs no document, reveals the id
 * to nobody and fits the 32 characters of a scene.
 */
export function inviteCode(memberId: string): string {
  const cipher = createCipheriv('aes-256-ecb', key('invite'), null).setAutoPadding(false)
  // One block: a mark of ours and the fifteen bytes of an id.
  const block = Buffer.concat([Buffer.from([INVITE_MARK]), Buffer.from(memberId, 'base64url')])
  return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url')
}

const INVITE_MARK = 0x69

/** The member whose code it is, or null where it is not one of our codes. */
export function invitingMember(code: string): string | null {
  const bytes = Buffer.from(code, 'base64url')
  if (bytes.length !== 16) return null
  const decipher = createDecipheriv('aes-256-ecb', key('invite'), null).setAutoPadding(false)
  const block = Buffer.concat([decipher.update(bytes), decipher.final()])
  return block[0] === INVITE_MARK ? block.subarray(1).toString('base64url') : null
}

/** AES-256-GCM with the newest key: its id and a dot, then nonce, tag and text, base64url. */
export function encrypt(text: string): string {
  const [{ id, secret } = { id: '', secret: personalDataSecret() }] = encryptionKeys()
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key('encrypt', secret), nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const encrypted = Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
  return id === '' ? encrypted : `${id}.${encrypted}`
}

export function decrypt(encrypted: string): string {
  const [, text = encrypted] = encrypted.split('.')
  const secret = secretOf(encrypted)
  assert(secret !== undefined, 'the key that encrypted this is still among the settings')
  const bytes = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key('encrypt', secret), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

function secretOf(encrypted: string): string | undefined {
  const [id = ''] = encrypted.includes('.') ? encrypted.split('.') : []
  return encryptionKeys().find((each) => each.id === id)?.secret
}

/** Whether its key is there and nobody can decrypt it all the same. */
export function isSpoiled(encrypted: string | null | undefined): boolean {
  if (!encrypted || secretOf(encrypted) === undefined) return false
  return tryDecrypt(encrypted) === null
}

/** Whether this was encrypted with a key that is no longer the newest. */
export function isOfOldKey(encrypted: string | null | undefined): encrypted is string {
  const [newest] = encryptionKeys()
  if (!encrypted || !newest) return false
  return newest.id === '' ? encrypted.includes('.') : !encrypted.startsWith(`${newest.id}.`)
}

/** The decrypted text; null when there was none, or when it was encrypted with another secret. */
export function tryDecrypt(encrypted: string | null): string | null {
  try {
    return encrypted === null ? null : decrypt(encrypted)
  } catch {
    return null
  }
}
