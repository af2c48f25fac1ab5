import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { DEFAULT_APPID } from '../functions/environment'

/** A merchant and the keys that it and WeChat Pay hold; nobody outside this machine knows them. */
export interface Merchant {
  appId: string
  mchId: string
  /** The serial of the merchant's API certificate. */
  serial: string
  privateKey: string
  publicKey: string
  /** 32 characters; encrypts callbacks. */
  apiV3Key: string
  /** WeChat Pay's own key, by its id. */
  platform: { id: string; privateKey: string; publicKey: string }
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** New keys on every call; takes some tenths of a second. */
export function generateMerchant(): Merchant {
  const own = keyPair()
  const platform = keyPair()
  const serial = createHash('sha1').update(own.publicKey).digest('hex').toUpperCase()
  return {
    appId: DEFAULT_APPID,
    mchId: '1900000109',
    serial,
    ...own,
    apiV3Key: [...randomBytes(32)].map((byte) => ALPHABET[byte % ALPHABET.length]).join(''),
    platform: { id: 'PUB_KEY_ID_0000000000000000000000000000000001', ...platform },
  }
}

function keyPair(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}
