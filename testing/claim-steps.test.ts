import { submitClaim } from '../cloudfunctions/contracts/claim/claim'
import { join } from '../cloudfunctions/contracts/member/join'
import { consentVersion, openBrandCloud, requestId, type BrandCloud } from './brand-cloud'
import { importFile, tmallExport } from './scenes/import-orders'

/** A claim touches budgets, phones, alerts and rivals: it reads them all, decides, then writes. */

let brand: BrandCloud
let requests: { action: string }[]
beforeAll(async () => {
  brand = await openBrandCloud()
  const program = await brand.program()
  const days = { from: '2026-11-01', to: '2026-11-30' }
  const campaign = { id: 'double', name: '双倍', budget: 500, percent: 200, ...days }
  const earn = { ...(program?.earn as object), campaigns: [campaign] }
  const claim = { ...(program?.claim as object), proof: 'never', postDays: 30 }
  expect(await brand.edit('programs', 'shanyu', { earn, claim })).toMatch(/^已发布/)
  const invoke = brand.cloud.invoke.bind(brand.cloud)
  brand.cloud.invoke = async (...call) => {
    const result = await invoke(...call)
    requests = result.requests
    return result
  }
})
afterAll(() => brand.close())

async function withPhone(name: string, phone: string) {
  const who = brand.person(name)
  const form = { requestId: requestId(), consentVersion: consentVersion(), nickname: name }
  await who.get(join, { ...form, phoneCode: `phone-${phone}-${name}` })
  return who
}

/** The steps of the call's first transaction, in their order. */
function steps(): string[] {
  const actions = requests.map(({ action }) => action)
  const from = actions.indexOf('database.startTransaction')
  return actions.slice(from + 1, actions.indexOf('database.commitTransaction'))
}

/** All reads that come after the first write. */
function readLate(): string[] {
  const done = steps()
  const isRead = (action: string) => action === 'database.getDocument'
  expect(done.length).toBeGreaterThan(4)
  const firstWrite = done.findIndex((action) => !isRead(action))
  expect(firstWrite).toBeGreaterThan(1)
  return done.slice(firstWrite).filter(isRead)
}

const DEVICE = 'one-phone-of-many-members'

const claim = async (name: string, phone: string, orderNo: string) => {
  const who = await withPhone(name, phone)
  const reply = await who.ask(submitClaim, { requestId: requestId(), orderNo, deviceId: DEVICE })
  return { reply, late: readLate() }
}

test('a claim reads budgets, phones, alarms and rivals before it writes anything', async () => {
  const [order, unknown] = ['1930679858170640101', '1930679858170640901']
  const row = { orderNo: order, paid: '66.00', phone: "'13800000428" }
  await importFile(brand, 'one.csv', tmallExport([row]))
  const first = await claim('stranger', '13800000430', order)
  expect(first.reply).toMatchObject({ ok: { claim: { state: 'pending' } } })
  expect(first.late).toEqual([])
  // From the fourth member on one phone there is an alert.
  for (const name of ['second', 'third', 'fourth']) {
    const waiting = await claim(name, `1380000043${name.length}`, unknown)
    expect(waiting.reply).toMatchObject({ ok: { claim: { state: 'waiting' } } })
    expect(waiting.late).toEqual([])
  }
  const buyer = await claim('buyer', '13800000428', order)
  expect(buyer.reply).toMatchObject({ ok: { claim: { state: 'pending' } } })
  expect(buyer.late).toEqual([])
  const alerts = await brand.cloud.database.all('alerts')
  expect(alerts.map(({ kind }) => kind)).toContain('claim-device')
})
