import { checkIn } from '../../contracts/check-in/check-in'
import { submitClaim } from '../../contracts/claim/claim'
import { runDue, type JobName } from '../../contracts/programme/job'
import { openReconciliation, runReconciliation } from '../../contracts/books/reconciliation'
import { redeem } from '../../contracts/mall/redemption'
import { DAY_MS, openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'

jest.setTimeout(120_000)

let brand: BrandCloud
let accounts: Map<string, string>

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'quiet']
const OPERATOR = { operator: '店长' }

/** Members with three entries each, one with points that are pending, and things redeemed. */
beforeAll(async () => {
  brand = await openBrandCloud()
  accounts = new Map()
  for (const name of NAMES) {
    const member = await brand.member(name)
    accounts.set(name, `shanyu:${member.memberId}`)
    await member.get(checkIn, { requestId: requestId() })
  }
  const orderNo = (i: number) => `19306798581706470${10 + i}`
  const orders = NAMES.map((_, i) => ({ orderNo: orderNo(i), paid: '300.00' }))
  await importFile(brand, 'reconcile.csv', tmallExport(orders))
  for (const [i, name] of NAMES.entries()) {
    const input = { requestId: requestId(), orderNo: orderNo(i) }
    await brand.person(name).get(submitClaim, input)
  }
  brand.cloud.clock.advance(6 * DAY_MS)
  await only('posting')
  const coffee = { rewardId: 'coffee', points: 120 }
  for (const name of NAMES)
    await brand.person(name).get(redeem, { requestId: requestId(), ...coffee })
  await brand.cloud.snapshot('good')
})
afterEach(() => brand.cloud.restore('good'))
afterAll(() => brand.close())

const account = (name: string) => accounts.get(name) ?? ''
const entry = async (name: string, seq: number) => {
  const [found] = await brand.cloud.database.find('ledger', { account: account(name), seq })
  return found ?? {}
}
const change = (name: string, to: Record<string, unknown>) =>
  brand.cloud.database.patch('accounts', account(name), to)

async function only(job: JobName) {
  const event = { action: runDue.name, input: { only: job } }
  const reply = await brand.cloud.call('jobs', event, { source: 'wx_devtools' })
  expect(reply).toHaveProperty('ok')
}

function night() {
  brand.cloud.clock.advance(DAY_MS)
  return only('reconciliation')
}

/** The open alerts now: whose, of which kind, and the sentence. */
async function told(): Promise<Record<string, string>> {
  const { alerts } = await brand.console.get(openReconciliation, OPERATOR)
  const nameOf = (subject: string) => NAMES.find((name) => account(name) === subject) ?? subject
  const lines = alerts.map(({ subject, kind, sentence }) => [
    `${nameOf(subject)} ${kind}`,
    sentence,
  ])
  return Object.fromEntries(lines) as Record<string, string>
}

async function tamperAccounts() {
  const { lots, nextExpiry } = (await brand.cloud.database.get('accounts', account('c'))) ?? {}
  await change('a', { balance: 999 })
  await change('b', { growth: 7, deficit: 3 })
  await change('c', { lots: [...(lots as object[]), { expiresOn: '2029-01-31', points: 4 }] })
  await change('d', { pending: 12 })
  await change('e', { nextExpiry: '2031-01-31' })
  await change('f', { seq: 9 })
  expect(nextExpiry).toBe('2027-11-30')
}

async function tamperEntries() {
  const { database } = brand.cloud
  const [g, h, i] = [await entry('g', 2), await entry('h', 2), await entry('i', 3)]
  await database.remove('ledger', g._id)
  await database.patch('ledger', h._id, { points: 400 })
  await database.put('ledger', { ...i, _id: `${account('i')}:more`, seq: 4 })
}

const ACCOUNT_DRIFTS = {
  'a balance': '会员「a」的余额是 999，流水加起来是 185，差 814',
  'b growth': '会员「b」的成长值是 7，流水加起来是 300，差 293',
  'b deficit': '会员「b」的欠账是 3，流水加起来是 0，差 3',
  'c lots': '会员「c」的积分批次不对：2029-01-31 到期的是 4，流水加起来是 0',
  'd pending': '会员「d」的待入账积分是 12，订单上待入账的加起来是 0，差 12',
  'e expiry': '会员「e」的最近到期日记成了 2031-01-31，应是 2027-11-30，到期任务会漏掉它',
  'f entries': '会员「f」的账户记着 9 条流水，实际有 3 条',
}

test('L1: every way of tampering is reported with its numbers, and nothing else is', async () => {
  await tamperAccounts()
  await tamperEntries()
  await brand.cloud.database.patch('stock', 'shanyu:coffee:0', { left: 1 })
  await night()
  const all = await told()
  expect(all).toMatchObject({
    ...ACCOUNT_DRIFTS,
    'g entries': '会员「g」的流水不对：第 2 条流水不见了',
    'h entries': '会员「h」的流水不对：第 2 条流水动了 400 分，它的批次加起来是 300',
    'h balance': '会员「h」的余额是 185，流水加起来是 285，差 100',
    'i entries': '会员「i」的账户记着 3 条流水，实际有 4 条',
    'shanyu:coffee stock': expect.stringMatching(
      /^「手冲咖啡」剩 \d+、已兑 10，合计 \d+，发布的库存是 300/,
    ),
  })
  expect(Object.keys(all).filter((key) => key.startsWith('quiet'))).toEqual([])
  expect(new Set(Object.keys(all).map((key) => key.split(' ')[0])).size).toBe(10)
})

test('L1: without drift nothing is reported, whatever happened', async () => {
  await night()
  expect(await told()).toEqual({})
  expect(await brand.cloud.database.all('alerts')).toEqual([])
  const { sweep } = await brand.console.get(openReconciliation, OPERATOR)
  expect(sweep).toMatchObject({ done: true, checked: NAMES.length, drifts: 0 })
})

test('L1: drifts after a first check are reported too, and never repaired', async () => {
  await night()
  await tamperAccounts()
  const before = await brand.cloud.database.all('accounts')
  await night()
  expect(await told()).toEqual(ACCOUNT_DRIFTS)
  expect(await brand.cloud.database.all('accounts')).toEqual(before)
  // Nobody moved since, and a second night does not report it twice.
  await night()
  expect(Object.keys(await told())).toHaveLength(7)
  expect(await brand.cloud.database.all('alerts')).toHaveLength(7)
})

test('L1: a drift that is gone is resolved, and opens again when it comes back', async () => {
  const { balance } = (await brand.cloud.database.get('accounts', account('a'))) ?? {}
  await change('a', { balance: 1 })
  await night()
  await change('a', { balance })
  await night()
  expect(await told()).toEqual({})
  const [alert] = await brand.cloud.database.all('alerts')
  expect(alert).toMatchObject({ state: 'resolved', kind: 'balance' })
  await change('a', { balance: 2 })
  await night()
  expect(Object.keys(await told())).toEqual(['a balance'])
})

test('L1: a full check finds an old entry that was changed, any check finds an account that is gone', async () => {
  await night()
  const old = await entry('b', 1)
  await brand.cloud.database.patch('ledger', old._id, { points: 6 })
  await brand.cloud.database.remove('accounts', account('a'))
  await night()
  expect(await told()).toEqual({ 'a missing': '账户不见了，它有 3 条流水，余额 185' })
  await brand.console.get(runReconciliation, { ...OPERATOR, full: true })
  await night()
  expect(await told()).toMatchObject({
    'b entries': '会员「b」的流水不对：第 1 条流水动了 6 分，它的批次加起来是 5',
    'b balance': '会员「b」的余额是 185，流水加起来是 186，差 1',
  })
  await brand.cloud.database.patch('ledger', old._id, { points: 5 })
  await brand.console.get(runReconciliation, { ...OPERATOR, full: true })
  await night()
  expect(Object.keys(await told())).toEqual(['a missing'])
})

test('L1: members who act during the check are not reported, and a night reads only what is new', async () => {
  brand.cloud.clock.advance(DAY_MS)
  const acting = NAMES.map((name) => brand.person(name).get(checkIn, { requestId: requestId() }))
  await Promise.all([...acting, brand.cloud.fire('jobs', 'due')])
  // The demo brand's codes are loaded by its story, which these tests do not live.
  expect(await told()).toEqual({ 'shanyu:parking pool-low': expect.any(String) })
  await night()
  const event = { action: runDue.name, input: { only: 'reconciliation' } }
  brand.cloud.clock.advance(DAY_MS)
  const { requests } = await brand.cloud.invoke('jobs', event, { source: 'wx_devtools' })
  const ledger = requests.filter((each) => each.collection === 'ledger')
  expect(ledger.map((each) => [each.index, each.scanned])).toEqual([['account_seq', 0]])
})
