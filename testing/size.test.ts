import { checkIn } from '../cloudfunctions/contracts/check-in/check-in'
import { submitClaim } from '../cloudfunctions/contracts/claim/claim'
import { openWallet } from '../cloudfunctions/contracts/coupon/coupon'
import { openHome } from '../cloudfunctions/contracts/member/home'
import { openMall } from '../cloudfunctions/contracts/mall/mall'
import { listRedemptions, redeem } from '../cloudfunctions/contracts/mall/redemption'
import { openStatement } from '../cloudfunctions/contracts/ledger/statement'
import { importFile, tmallExport } from './scenes/import-orders'
import { openBrandCloud, requestId, type BrandCloud } from './brand-cloud'
import { addCrowd, addEntries } from './bench/crowd'

jest.setTimeout(120_000)

/** A statement page reads one entry more than it shows. */
const PAGE = 21
const ACTIONS = [
  'home',
  'check-in',
  'claim',
  'statement',
  'mall',
  'redeem',
  'wallet',
  'redemptions',
]

interface Read {
  request: string
  index: string | undefined
  scanned: number
}

/** What every action of a member asks of the database, and how many documents it looked at. */
async function costs(
  brand: BrandCloud,
  name: string,
  orderNo: string,
): Promise<Map<string, Read[]>> {
  const found = new Map<string, Read[]>()
  const plain = brand.cloud.invoke.bind(brand.cloud)
  let reads: Read[] = []
  brand.cloud.invoke = async (...call) => {
    const result = await plain(...call)
    reads = result.requests.map(({ action, collection, index, scanned }) => ({
      request: `${action} ${collection ?? ''}`,
      index,
      scanned: scanned ?? 0,
    }))
    return result
  }
  const lin = brand.person(name)
  const note = async (action: string, work: Promise<unknown>) => {
    await work
    found.set(action, reads)
  }
  await lin.get(openHome, {})
  await note('home', lin.get(openHome, {}))
  await note('check-in', lin.get(checkIn, { requestId: requestId() }))
  await note('claim', lin.get(submitClaim, { requestId: requestId(), orderNo }))
  await note('statement', lin.get(openStatement, { filter: 'all' }))
  await note('mall', lin.get(openMall, {}))
  const coffee = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  await note('redeem', lin.get(redeem, coffee))
  await note('wallet', lin.get(openWallet, { tab: 'usable' }))
  await note('redemptions', lin.get(listRedemptions, {}))
  brand.cloud.invoke = plain
  return found
}

test('F2: an action makes the same requests and reads the same documents with 2,000 entries and 3,000 members as with few', async () => {
  const brand = await openBrandCloud({ poolSize: 1 })
  const [few, many] = [await brand.member('few'), await brand.member('many')]
  const orders = ['1930679858170648001', '1930679858170648002']
  await importFile(
    brand,
    'size.csv',
    tmallExport(orders.map((orderNo) => ({ orderNo, paid: '900.00' }))),
  )
  await addEntries(brand, few.memberId, 30)
  const [first = '', second = ''] = orders
  const small = await costs(brand, 'few', first)
  await addEntries(brand, many.memberId, 2000)
  await addCrowd(brand, (await brand.member('pattern')).memberId, 3000)
  const large = await costs(brand, 'many', second)
  expect([...small.keys()]).toEqual(ACTIONS)
  expect(Object.fromEntries(large)).toEqual(Object.fromEntries(small))
  for (const reads of large.values()) {
    const ofMembers = reads.filter(({ request }) =>
      / (ledger|orders|claims|coupons)$/.test(request),
    )
    for (const { scanned } of ofMembers) expect(scanned).toBeLessThanOrEqual(PAGE)
  }
  expect(large.get('statement')?.some(({ scanned }) => scanned === PAGE)).toBe(true)
  await brand.close()
})
