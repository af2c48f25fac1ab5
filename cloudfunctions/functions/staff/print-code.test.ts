import {
  activateCodeBatch,
  collectCode,
  CODES_PER_BATCH,
  makeCodeBatch,
  voidCodeBatch,
} from '../../contracts/print-code/print-code'
import { enrolGuide } from '../../contracts/guide/guide'
import { enrolStaff } from '../../contracts/staff/staff'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { makeCodes, printedCodes } from '../../../testing/scenes/print-codes'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

const operator = '店长'

function batches() {
  return brand.cloud.database.all('code_batches')
}

async function everything(): Promise<string> {
  const names = brand.cloud.database.collections()
  return JSON.stringify(await Promise.all(names.map((name) => brand.cloud.database.all(name))))
}

test('E9: the file holds exactly the codes, and the database none of them in plain text', async () => {
  const { batchId, codes, made } = await makeCodes(brand, { count: 1200, active: false })
  expect(made.count).toBe(1200)
  expect(new Set(codes).size).toBe(1200)
  for (const code of codes)
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(await brand.cloud.database.count('codes', { batch: batchId })).toBe(1200)
  const stored = await everything()
  for (const code of codes) {
    expect(stored.includes(code)).toBe(false)
    expect(stored.includes(code.replaceAll('-', ''))).toBe(false)
  }
})

test('every code of a file is valid, but only after its batch is activated', async () => {
  const lin = await brand.member('each')
  const { batchId, codes } = await makeCodes(brand, { count: 12, points: 7, active: false })
  const view = await brand.console.get(activateCodeBatch, { operator, batchId })
  expect(view).toMatchObject({ state: 'active', count: 12, points: 7, collected: 0 })
  for (const code of codes) await lin.get(collectCode, { requestId: requestId(), code })
  expect(await brand.console.get(voidCodeBatch, { operator, batchId })).toMatchObject({
    state: 'void',
    collected: 12,
  })
})

test('the same request makes one batch and one file, even at the same time', async () => {
  const before = (await batches()).length
  const input = { operator, requestId: requestId(), name: '元旦', points: 5, count: 700 }
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => brand.console.get(makeCodeBatch, input)),
  )
  answers.push(await brand.console.get(makeCodeBatch, input))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await batches()).toHaveLength(before + 1)
  const [{ batchId, fileId } = { batchId: '', fileId: '' }] = answers
  expect(await brand.cloud.database.count('codes', { batch: batchId })).toBe(700)
  expect(await printedCodes(brand, fileId)).toHaveLength(700)
})

test('a person who made a batch collects none of its codes, everybody else can', async () => {
  const maker = await brand.member('own-maker')
  const entry = { operator, memberId: maker.memberId, name: '方青', active: true }
  await brand.console.get(enrolStaff, { ...entry, roles: ['codes'] })
  const request = { requestId: requestId(), name: '自己做的', points: 5, count: 2 }
  const made = await brand.staff('own-maker').get(makeCodeBatch, { operator: '方青', ...request })
  const again = { operator: '别人', ...request }
  expect(await brand.console.ask(makeCodeBatch, again)).toEqual({ refused: 'REQUEST_ID_REUSED' })
  await brand.console.get(activateCodeBatch, { operator, batchId: made.batchId })
  const [code = ''] = await printedCodes(brand, made.fileId)
  const ask = () => ({ requestId: requestId(), code })
  expect(await maker.ask(collectCode, ask())).toEqual({ refused: 'OWN_CODE' })
  expect(await (await brand.member('buyer')).get(collectCode, ask())).toMatchObject({ points: 5 })
  // The console knows no person: it compares with those enrolled under the name of its operator.
  const byName = await makeCodes(brand, { by: ' 方青' })
  const [first = '', second = ''] = byName.codes
  expect(await maker.ask(collectCode, { ...ask(), code: first })).toEqual({ refused: 'OWN_CODE' })
  const byNobody = await makeCodes(brand, { by: '印刷厂' })
  const [third = ''] = byNobody.codes
  expect(await maker.ask(collectCode, { ...ask(), code: third })).toHaveProperty('ok')
  const other = await brand.member('other-buyer')
  expect(await other.ask(collectCode, { ...ask(), code: second })).toHaveProperty('ok')
})

test('a guide under whose name a batch was made collects none of its codes', async () => {
  const { memberId, ...guide } = await brand.member('guide-maker')
  const entry = { memberId, name: '罗宁', number: '0321', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator, ...entry })
  const { codes } = await makeCodes(brand, { by: '罗宁' })
  const ask = { requestId: requestId(), code: codes[0] ?? '' }
  expect(await guide.ask(collectCode, ask)).toEqual({ refused: 'OWN_CODE' })
})

test('the same request id with other content is refused', async () => {
  const { input } = await makeCodes(brand)
  for (const change of [{ name: '别的' }, { points: 51 }, { count: 4 }]) {
    expect(await brand.console.ask(makeCodeBatch, { ...input, ...change })).toEqual({
      refused: 'REQUEST_ID_REUSED',
    })
  }
})

test('a finished batch no longer holds the seed of its codes', async () => {
  const { batchId } = await makeCodes(brand, { active: false })
  expect(await brand.cloud.database.get('code_batches', batchId)).toMatchObject({
    state: 'made',
    seedEncrypted: null,
  })
})

test.each([
  ['after the batch was opened', 8],
  ['after some codes were written', 9],
  ['after all codes were written', 10],
])('making a batch that is cut off %s continues with the same codes', async (_when, request) => {
  const input = { operator, requestId: requestId(), name: '断电', points: 5, count: 700 }
  const { name: action } = makeCodeBatch
  brand.cloud.faults.set([{ action, request, fault: 'crashAfter' }])
  await expect(brand.console.ask(makeCodeBatch, input)).rejects.toThrow()
  brand.cloud.faults.clear()
  const unfinished = (await batches()).find((batch) => batch.requestId === input.requestId)
  expect(unfinished).toMatchObject({ state: 'making', fileId: null })
  const batchId = String(unfinished?._id)
  const written = await brand.cloud.database.find('codes', { batch: batchId })
  expect(await brand.console.ask(activateCodeBatch, { operator, batchId })).toEqual({
    refused: 'BATCH_UNFINISHED',
  })
  const made = await brand.console.get(makeCodeBatch, input)
  expect(made.batchId).toBe(batchId)
  const codes = await brand.cloud.database.find('codes', { batch: batchId })
  expect(codes).toHaveLength(700)
  const ids = new Set(codes.map((code) => code._id))
  expect(written.filter((code) => !ids.has(code._id))).toEqual([])
  expect(written).toHaveLength([0, 500, 700][request - 8] ?? -1)
  expect(new Set(await printedCodes(brand, made.fileId)).size).toBe(700)
})

test('a void batch stays void, and an unknown one is refused', async () => {
  const { batchId } = await makeCodes(brand)
  await brand.console.get(voidCodeBatch, { operator, batchId })
  expect(await brand.console.ask(activateCodeBatch, { operator, batchId })).toEqual({
    refused: 'BATCH_VOID',
  })
  expect(await brand.console.ask(voidCodeBatch, { operator, batchId })).toHaveProperty('ok')
  for (const none of ['shanyu:ZZZ', 'other:000', 'x']) {
    for (const action of [activateCodeBatch, voidCodeBatch]) {
      expect(await brand.console.ask(action, { operator, batchId: none })).toEqual({
        refused: 'BATCH_NOT_FOUND',
      })
    }
  }
})

test('the largest batch is made in one call, a larger one is refused', async () => {
  const request = { operator, requestId: requestId(), name: '大批', points: 1 }
  const made = await brand.console.get(makeCodeBatch, { ...request, count: CODES_PER_BATCH })
  expect(made.count).toBe(CODES_PER_BATCH)
  expect(
    await brand.console.ask(makeCodeBatch, { ...request, count: CODES_PER_BATCH + 1 }),
  ).toMatchObject({ refused: 'INPUT_INVALID' })
})

test('members cannot make codes', async () => {
  const lin = await brand.member('plain-member')
  const input = { operator, requestId: requestId(), name: '偷', points: 9, count: 1 }
  const event = { action: makeCodeBatch.name, input }
  const call = (audience: string) => brand.cloud.call(audience, event, { openid: lin.openid })
  expect(await call('staff')).toEqual({ refused: 'NOT_STAFF' })
  expect(await call('member')).toEqual({ refused: 'ACTION_UNKNOWN' })
})
