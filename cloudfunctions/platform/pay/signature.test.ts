import {
  ENCRYPTED,
  SIGNED_ANSWER,
  SIGNED_AT,
  SIGNED_CALLBACK,
  SIGNED_PAYMENT,
  SIGNED_REQUESTS,
  TEST_KEY,
} from '../../../testing/scenes/pay/published'
import { readCallback } from './callback-v3'
import { decryptResource } from './resource'
import { authorization, distrust, paySign } from './signature'

const merchant = {
  mchId: '1900007291',
  serial: '408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB',
  privateKey: TEST_KEY,
}
const { headers, body, at } = SIGNED_ANSWER
const keys = { [headers['wechatpay-serial']]: SIGNED_ANSWER.key }
const MINUTES_MS = 60_000

test.each(SIGNED_REQUESTS)(
  'a request is signed as WeChat Pay’s own example: $method $path',
  ({ signature, ...request }) => {
    expect(authorization(merchant, request, SIGNED_AT)).toBe(
      `WECHATPAY2-SHA256-RSA2048 mchid="1900007291",nonce_str="${SIGNED_AT.nonce}",signature="${signature}",timestamp="1554208460",serial_no="408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB"`,
    )
  },
)

test('what the phone gives to WeChat is signed as in WeChat Pay’s own example', () => {
  const { paySign: published, ...payment } = SIGNED_PAYMENT
  expect(paySign(TEST_KEY, payment)).toBe(published)
})

test('an answer is believed by WeChat Pay’s public key, as in its own example', () => {
  expect(distrust(headers, body, keys, at)).toBeNull()
})

test('a callback is believed by a platform certificate whose serial it names', () => {
  const { certificate, ...call } = SIGNED_CALLBACK
  const known = { D7CE59D1F522D701: certificate }
  expect(distrust(call.headers, call.body, known, call.at)).toBeNull()
})

test('a certificate that is over, or stored under another serial, is not believed', () => {
  const { certificate, ...call } = SIGNED_CALLBACK
  const other = { ...call.headers, 'wechatpay-serial': 'D7CE59D1F522D702' }
  expect(distrust(other, call.body, { D7CE59D1F522D702: certificate }, call.at)).toBe(
    'SIGNATURE_WRONG',
  )
  const later = Date.parse('2031-04-26')
  expect(distrust(call.headers, call.body, { D7CE59D1F522D701: certificate }, later)).toBe(
    'SIGNATURE_WRONG',
  )
})

test.each([
  ['another body', {}, body.replace('JyC91EIz1', 'JyC91EIz2')],
  ['a body with one space more', {}, `${body} `],
  ['another time', { 'wechatpay-timestamp': '1722850422' }, body],
  ['another nonce', { 'wechatpay-nonce': 'd824f2e086d3c1df967785d13fcd22ee' }, body],
  ['no nonce', { 'wechatpay-nonce': undefined }, body],
  ['no signature', { 'wechatpay-signature': undefined }, body],
  ['a serial that is not ours', { 'wechatpay-serial': 'PUB_KEY_ID_1' }, body],
  ['a serial that every object has', { 'wechatpay-serial': 'constructor' }, body],
  ['WeChat Pay’s own probe', { 'wechatpay-signature': 'WECHATPAY/SIGNTEST/a7cde1ZJB1' }, body],
])('%s is not believed', (_what, changed, sent) => {
  expect(distrust({ ...headers, ...changed }, sent, keys, at)).toBe('SIGNATURE_WRONG')
})

test('what was signed more than five minutes ago, or will be, is not believed', () => {
  expect(distrust(headers, body, keys, at + 5 * MINUTES_MS)).toBeNull()
  expect(distrust(headers, body, keys, at + 5 * MINUTES_MS + 1)).toBe('TIMESTAMP_OLD')
  expect(distrust(headers, body, keys, at - 5 * MINUTES_MS - 1)).toBe('TIMESTAMP_OLD')
})

test('a resource is decrypted as in WeChat Pay’s own example', () => {
  expect(decryptResource(ENCRYPTED.apiV3Key, ENCRYPTED.resource)).toBe(ENCRYPTED.text)
})

test.each([
  ['another key', 'b7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb', {}],
  ['a key of another length', 'a7cde1ZJB1kG2e7V', {}],
  ['another nonce', ENCRYPTED.apiV3Key, { nonce: 'uluk4a9R25RX' }],
  ['other associated data', ENCRYPTED.apiV3Key, { associated_data: 'associatedDate' }],
  ['a changed byte', ENCRYPTED.apiV3Key, { ciphertext: 'vlwSiIajGClcvcOYvOQ7+l+0PAbzzwI=' }],
  ['no tag', ENCRYPTED.apiV3Key, { ciphertext: 'ulwSiIajGCk=' }],
  ['nothing', ENCRYPTED.apiV3Key, { ciphertext: '' }],
])('a resource with %s is not read', (_what, key, changed) => {
  expect(decryptResource(key, { ...ENCRYPTED.resource, ...changed })).toBeNull()
})

test('a callback that WeChat Pay signed, and another key encrypted, is not read', () => {
  const { certificate, ...call } = SIGNED_CALLBACK
  const platformKeys = { D7CE59D1F522D701: certificate }
  const { apiV3Key } = ENCRYPTED
  expect(readCallback(call, { platformKeys, apiV3Key }, call.at)).toEqual({
    refused: 'CALLBACK_UNREADABLE',
  })
})
