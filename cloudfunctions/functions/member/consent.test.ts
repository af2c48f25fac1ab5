import { checkIn, makeUp } from '../../contracts/check-in/check-in'
import { submitClaim } from '../../contracts/claim/claim'
import { openWallet, showCoupon } from '../../contracts/coupon/coupon'
import { openHome } from '../../contracts/member/home'
import { join, openJoin } from '../../contracts/member/join'
import { leave } from '../../contracts/member/leave'
import { collectCode } from '../../contracts/print-code/print-code'
import { setBirthday } from '../../contracts/member/profile'
import { cancelRedemption, redeem } from '../../contracts/mall/redemption'
import { rollBack } from '../../contracts/programme/program'
import { openStatement } from '../../contracts/ledger/statement'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import { makeCodes } from '../../../testing/scenes/print-codes'

const ORDERS = ['1930679858170640101', '1930679858170640102']
const NEW_TEXT = '2026-12-01'
const IN_FORCE = /^已发布/

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
})
afterEach(() => brand.close())

async function publishNewText(version = NEW_TEXT): Promise<void> {
  const program = await brand.program()
  const consent = { ...(program?.consent as object), version }
  expect(await brand.edit('programs', 'shanyu', { consent })).toMatch(IN_FORCE)
}

const agree = () => ({ requestId: requestId(), consentVersion: NEW_TEXT })

async function richMember() {
  brand.cloud.clock.set(TODAY - 5 * DAY_MS)
  const lin = await brand.member('lin')
  brand.cloud.clock.set(TODAY)
  const file = tmallExport(ORDERS.map((orderNo) => ({ orderNo, paid: '900.00' })))
  await importFile(brand, 'consent.csv', file)
  await lin.get(submitClaim, { requestId: requestId(), orderNo: ORDERS[0] ?? '' })
  return lin
}

test('P1: a new text stops whatever moves points, and nothing else, until the member agrees', async () => {
  const lin = await richMember()
  const coffee = { rewardId: 'coffee', points: 120 }
  const { redemption } = await lin.get(redeem, { requestId: requestId(), ...coffee })
  const { codes } = await makeCodes(brand, { count: 1 })
  await publishNewText()
  const before = await brand.cloud.database.all('ledger')
  const asked = [
    () => lin.ask(checkIn, { requestId: requestId() }),
    () => lin.ask(makeUp, { requestId: requestId(), day: '2026-11-18' }),
    () => lin.ask(submitClaim, { requestId: requestId(), orderNo: ORDERS[1] ?? '' }),
    () => lin.ask(submitClaim, { requestId: requestId(), orderNo: '1930679858170640199' }),
    () => lin.ask(redeem, { requestId: requestId(), ...coffee }),
    () => lin.ask(collectCode, { requestId: requestId(), code: codes[0] ?? '' }),
    () => lin.ask(setBirthday, { requestId: requestId(), birthday: '05-04' }),
  ]
  for (const ask of asked) expect(await ask()).toEqual({ refused: 'CONSENT_NEEDED' })
  expect(await brand.cloud.database.all('ledger')).toEqual(before)
  expect(await brand.cloud.database.all('claims')).toEqual([])
  // Reading, and using what the member already has, need no new agreement.
  expect((await lin.get(openHome, {})).card).toMatchObject({ consentOutdated: true, balance: 780 })
  expect(await lin.get(openJoin, {})).toMatchObject({ joined: true, consentOutdated: true })
  await lin.get(openStatement, { filter: 'all' })
  await lin.get(openWallet, { tab: 'usable' })
  await lin.get(showCoupon, { couponId: redemption.couponId ?? '' })
  const cancelled = { requestId: requestId(), redemptionId: redemption.redemptionId }
  expect(await lin.get(cancelRedemption, cancelled)).toMatchObject({ balance: 900 })
  await lin.get(join, agree())
  for (const ask of asked) expect(await ask()).toHaveProperty('ok')
})

test('P1: every agreed text is kept with its time, each once', async () => {
  const lin = await brand.member('lin')
  await publishNewText()
  brand.cloud.clock.set(TODAY + DAY_MS)
  const input = agree()
  await Promise.all(Array.from({ length: 10 }, () => lin.ask(join, input)))
  await lin.get(join, agree())
  const account = await brand.cloud.database.get('accounts', `shanyu:${lin.memberId}`)
  expect(account).toMatchObject({ consentVersion: NEW_TEXT })
  expect(account?.consents).toEqual([
    { version: '2026-08-01', program: 1, at: expect.closeTo(TODAY, -5) },
    { version: NEW_TEXT, program: 2, at: expect.closeTo(TODAY + DAY_MS, -5) },
  ])
})

test('P1: a changed text under a version that members agreed to is not published, now or later', async () => {
  const lin = await brand.member('lin')
  const consent = (await brand.program()).consent as { version: string; text: string }
  const publish = (change: object) =>
    brand.edit('programs', 'shanyu', { consent: { ...consent, ...change } })
  const shown = async () => (await lin.get(openJoin, {})).consent.text
  const text = `${consent.text}\n\n六、新的一条。`
  const refused = /^未生效：会员须知的正文改了，可是版本「2026-08-01」.*请换一个没用过的版本/
  expect(await publish({ text })).toMatch(refused)
  expect(await shown()).toBe(consent.text)
  // The same text with another title asks nobody anything.
  expect(await publish({ title: '入会须知' })).toMatch(IN_FORCE)
  expect(await publish({ text, version: NEW_TEXT })).toMatch(IN_FORCE)
  expect(await shown()).toBe(text)
  expect((await lin.get(openHome, {})).card?.consentOutdated).toBe(true)
  // A version that is no longer in force still names its own text.
  expect(await publish({ text: `${text}七` })).toMatch(refused)
  expect(await publish({})).toMatch(IN_FORCE)
  expect((await lin.get(openHome, {})).card?.consentOutdated).toBe(false)
})

test('P1: a roll back to an older text with its own version is possible', async () => {
  const consent = (await brand.program()).consent as { version: string; text: string }
  const next = { ...consent, version: NEW_TEXT, text: `${consent.text}\n\n六、新的一条。` }
  expect(await brand.edit('programs', 'shanyu', { consent: next })).toMatch(IN_FORCE)
  const back = { operator: '店长', collection: 'programs' as const, document: 'shanyu:consent' }
  expect(await brand.console.ask(rollBack, { ...back, version: 1 })).toHaveProperty('ok')
  brand.cloud.clock.advance(61_000)
  expect((await brand.person('visitor').get(openJoin, {})).consent.text).toBe(consent.text)
})

test('L3: a request from before the new text still gets its first answer', async () => {
  const lin = await richMember()
  const input = { requestId: requestId() }
  const first = await lin.get(checkIn, input)
  const claim = { requestId: requestId(), orderNo: ORDERS[1] ?? '' }
  const claimed = await lin.get(submitClaim, claim)
  const request = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  const redeemed = await lin.get(redeem, request)
  await publishNewText()
  expect(await lin.get(checkIn, input)).toEqual(first)
  expect(await lin.get(submitClaim, claim)).toEqual(claimed)
  expect(await lin.get(redeem, request)).toEqual(redeemed)
})

test('P1: an instance that has not read the new text yet does not ask anybody to agree to the old one', async () => {
  const lin = await brand.member('lin')
  const account = `shanyu:${lin.memberId}`
  // Another instance has recorded the agreement to a newer programme than this one knows.
  const consents = [{ version: 'newer', program: 99, at: TODAY }]
  await brand.cloud.database.patch('accounts', account, { consentVersion: 'newer', consents })
  expect((await lin.get(openHome, {})).card?.consentOutdated).toBe(false)
  await lin.get(checkIn, { requestId: requestId() })
})

test('P2: a member who does not agree can leave', async () => {
  const lin = await richMember()
  await publishNewText()
  await lin.get(leave, { requestId: requestId(), points: 900, pending: 0 })
  expect((await lin.get(openHome, {})).card).toBeNull()
})
