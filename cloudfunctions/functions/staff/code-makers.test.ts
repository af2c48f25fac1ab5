import { join } from '../../contracts/member/join'
import { leave } from '../../contracts/member/leave'
import {
  activateCodeBatch,
  collectCode,
  makeCodeBatch,
} from '../../contracts/print-code/print-code'
import { enrolStaff } from '../../contracts/staff/staff'
import {
  consentVersion,
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { makeCodes, printedCodes } from '../../../testing/scenes/print-codes'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

const operator = '店长'
const OWN = { refused: 'OWN_CODE' }

async function maker(who: Asker, name: string) {
  const { memberId } = await joined(who, name)
  const entry = { operator, memberId, name, active: true }
  await brand.console.get(enrolStaff, { ...entry, roles: ['codes'] })
}

function joined(who: Asker, nickname: string) {
  const form = { requestId: requestId(), consentVersion: consentVersion(), nickname }
  return who.get(join, form)
}

const goes = (who: Asker) =>
  who.get(leave, { requestId: requestId(), points: 99_999, pending: 99_999 })
const collect = (who: Asker, code = '') => who.ask(collectCode, { requestId: requestId(), code })

/** Made on the maker's own phone, and activated. */
async function madeBy(staff: Asker, name: string) {
  const request = { requestId: requestId(), name: '礼盒', points: 5, count: 4 }
  const { batchId, fileId } = await staff.get(makeCodeBatch, { operator: name, ...request })
  await brand.console.get(activateCodeBatch, { operator, batchId })
  return { batchId, codes: await printedCodes(brand, fileId) }
}

test('E9: a person who made codes collects none of them after leaving and coming back', async () => {
  const who = brand.person('pan')
  await maker(who, '潘叶')
  const { codes } = await madeBy(brand.staff('pan'), '潘叶')
  const named = await makeCodes(brand, { by: '潘 叶' })
  expect(await collect(who, codes[0])).toEqual(OWN)
  await goes(who)
  await joined(who, '潘叶')
  expect(await collect(who, codes[1])).toEqual(OWN)
  expect(await collect(who, named.codes[0])).toEqual(OWN)
  const other = brand.person('other')
  await joined(other, '别人')
  expect(await collect(other, codes[1])).toMatchObject({ ok: { points: 5 } })
})

test('E9: a person who made codes collects none of them in another app of the owner', async () => {
  const who = brand.person('qi', 'union-qi')
  await maker(who, '戚月')
  const { codes } = await madeBy(brand.staff('qi'), '戚月')
  await goes(who)
  const again = brand.person('qi-elsewhere', 'union-qi')
  await joined(again, '戚月')
  expect(await collect(again, codes[0])).toEqual(OWN)
})

test('P12: what a batch keeps of its maker’s WeChat leads to no member', async () => {
  const who = brand.person('rao')
  await maker(who, '饶山')
  const { batchId } = await madeBy(brand.staff('rao'), '饶山')
  const batch = await brand.cloud.database.get('code_batches', batchId)
  const keys = batch?.makerKeys as string[]
  expect(keys.length).toBeGreaterThan(0)
  const names = brand.cloud.database.collections()
  const others = names.filter((name) => !['codes', 'code_batches'].includes(name))
  const all = JSON.stringify(
    await Promise.all(others.map((name) => brand.cloud.database.all(name))),
  )
  for (const key of keys) expect(all).not.toContain(key)
})

test('E9: codes from before WeChats were kept recognise the member who made them', async () => {
  const who = brand.person('shi')
  await maker(who, '石川')
  const { batchId, codes } = await madeBy(brand.staff('shi'), '石川')
  const { database } = brand.cloud
  for (const { _id, makerKeys: _none, shape: _s, ...code } of await database.find('codes', {
    batch: batchId,
  })) {
    await database.replace('codes', String(_id), { _id: String(_id), ...code })
  }
  expect(await collect(who, codes[0])).toEqual(OWN)
  expect(await collect(await brand.member('buyer'), codes[0])).toHaveProperty('ok')
})
