import { digests } from '../../../platform/digests'
import { weixin, open } from './weixin'

const key = { id: 'wxba5fad812f8e6fb9', secret: 'AAAAA', aesKey: 'A'.repeat(43), channels: [] }
const encrypted =
  '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcv' +
  'ZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3F' +
  'n2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSe' +
  'OBrebufAlr7F9mFUPAJGj04='
const query = {
  timestamp: '1714112445',
  nonce: '415670741',
  msg_signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
}
const webhook = {
  method: 'POST',
  headers: {},
  query,
  now: 1714112445_000,
  body: JSON.stringify({ ToUserName: 'gh_97417a04a28d', Encrypt: encrypted }),
}

test('D8: 微信小店 is verified and opened as its documentation shows', () => {
  expect(weixin.read(webhook, key, digests)).toMatchObject({
    reply: 'success',
    messages: [{ facts: [] }],
  })
  expect(open(encrypted, key, digests)).toBe(
    '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY",' +
      '"CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}',
  )
})

test('D8: 微信小店 is refused with another token, another shop, another key and after five minutes', () => {
  const wrong = { refused: 'SIGNATURE_WRONG' }
  expect(weixin.read(webhook, { ...key, secret: 'AAAAB' }, digests)).toEqual(wrong)
  expect(weixin.read(webhook, { ...key, id: 'wxother' }, digests)).toEqual(wrong)
  expect(weixin.read(webhook, { ...key, aesKey: 'B'.repeat(43) }, digests)).toEqual(wrong)
  const late = { ...webhook, now: webhook.now + 301_000 }
  expect(weixin.read(late, key, digests)).toEqual({ refused: 'TIMESTAMP_OLD' })
})

test('D8: 微信小店 checks the address once, with the published signature', () => {
  const check = {
    timestamp: '1714036504',
    nonce: '1514711492',
    echostr: '4375120948345356249',
    signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
  }
  const greeting = { ...webhook, method: 'GET', query: check, now: 1714036504_000 }
  const reply = { messages: [], reply: '4375120948345356249' }
  expect(weixin.read(greeting, key, digests)).toEqual(reply)
  const forged = { ...greeting, query: { ...check, nonce: '1' } }
  expect(weixin.read(forged, key, digests)).toEqual({ refused: 'SIGNATURE_WRONG' })
})
