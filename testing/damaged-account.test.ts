import { openHome } from '../cloudfunctions/contracts/member/home'
import type { Document } from '../localcloud/database/document'
import { consentVersion, openBrandCloud, requestId, type BrandCloud } from './brand-cloud'
import { everyAsk } from './scenes/every-ask'

jest.setTimeout(240_000)

/** These show what is not the member's own, so they open as for a visitor. */
const PUBLIC = ['claim.recognise']

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
// Closes without the auditor, who would find what is planted here.
afterAll(() => brand.discard())

async function withDamage(field: string, value: unknown, name: string) {
  const { who, memberId, asks } = await everyAsk(brand, name)
  const _id = `shanyu:${memberId}`
  const good = (await brand.cloud.database.get('accounts', _id)) ?? {}
  const document = { ...good, [field]: value } as Document
  await brand.cloud.database.replace('accounts', _id, document)
  const agreed = { consentVersion: consentVersion(), nickname: '新人' }
  const others = {
    'join.join': { requestId: requestId(), ...agreed },
    'leave.leave': { requestId: requestId(), points: 100_000, pending: 100_000 },
  }
  return { who, _id, good, document, asks: { ...asks, ...others } }
}

test.each<[string, unknown]>([
  ['lots', 'odd'],
  ['checkIn', null],
  ['claims', { odd: true }],
  ['balance', '12'],
])(
  'an account whose %s is %j: every action of its member gives the same refusal, and nothing changes',
  async (field, value) => {
    const { who, _id, good, document, asks } = await withDamage(field, value, `damaged-${field}`)
    const told: Record<string, unknown> = {}
    for (const [action, input] of Object.entries(asks)) {
      const caller = { openid: String(who.openid), source: 'wx_client' }
      const { result } = await brand.cloud.invoke('member', { action, input }, caller)
      if (!PUBLIC.includes(action)) told[action] = result
    }
    const same = Object.fromEntries(
      Object.keys(told).map((action) => [action, { refused: 'ACCOUNT_DAMAGED' }]),
    )
    expect(told).toEqual(same)
    expect(await brand.cloud.database.get('accounts', _id)).toEqual(document)
    const alerts = await brand.cloud.database.find('alerts', { subject: `accounts/${_id}` })
    expect(alerts.map(({ kind, state }) => [kind, state])).toEqual([['damaged', 'open']])
    await brand.cloud.database.replace('accounts', _id, good as Document)
    expect(await who.ask(openHome, {})).toHaveProperty('ok')
  },
)
