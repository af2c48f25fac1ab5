import { openMall } from '../../contracts/mall/mall'
import { loadCodePool } from '../../contracts/mall/code-pool'
import { openReconciliation } from '../../contracts/books/reconciliation'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { codeReward, loadInput, loadLines, someCodes } from '../../../testing/scenes/code-pools'

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
  await codeReward(brand, 'parking')
})
afterEach(() => brand.close())

const pool = () => brand.cloud.database.all('pool_codes')

async function leftOnShelf(): Promise<number | undefined> {
  const { rewards } = await brand.person('visitor').get(openMall, {})
  return rewards.find(({ rewardId }) => rewardId === 'parking')?.left
}

test('M5: staff load a file of codes: a dry run writes nothing, bad lines are named, the shelf counts the rest', async () => {
  const lines = ['A1', '', 'A2', 'A1', 'A3']
  const problems = [
    { line: 2, reason: '这一行是空的，请删掉这一行，或补上码' },
    { line: 4, reason: '和第 1 行的码一样，只导入第一次的' },
  ]
  const dry = await loadLines(brand, 'parking', lines, { dryRun: true })
  expect(dry).toEqual({ done: true, loaded: 3, skipped: 2, problems, pool: { all: 0, left: 0 } })
  expect(await pool()).toEqual([])
  expect(await leftOnShelf()).toBe(0)
  const load = await loadLines(brand, 'parking', lines)
  expect(load).toEqual({ ...dry, pool: { all: 3, left: 3 } })
  expect(await leftOnShelf()).toBe(3)
})

test('M5: a code that stands in a pool already is refused by its line, in this pool and in any other', async () => {
  await codeReward(brand, 'video')
  await loadLines(brand, 'parking', ['A1', 'A2'])
  expect(await loadLines(brand, 'parking', ['A2', 'A3'])).toMatchObject({
    loaded: 1,
    problems: [{ line: 1, reason: '这个码以前导入过，已经在码库里，不再导入' }],
    pool: { all: 3, left: 3 },
  })
  expect(await loadLines(brand, 'video', ['A1'])).toMatchObject({
    loaded: 0,
    problems: [{ line: 1, reason: '这个码已经在另一个兑换品「parking」的码库里，不再导入' }],
  })
})

test('M5: no document holds a code in plain text, and none is in an answer, an alert or the audit', async () => {
  const codes = ['SECRET-CODE-1', 'SECRET-CODE-2']
  const answers = [
    await loadLines(brand, 'parking', codes),
    await loadLines(brand, 'parking', codes),
  ]
  await brand.job('codePools')
  answers.push((await brand.console.get(openReconciliation, { operator: '店长' })) as never)
  const all = [JSON.stringify(answers)]
  for (const collection of [
    'pool_codes',
    'stock',
    'audit',
    'staff_requests',
    'alerts',
    'published',
  ]) {
    all.push(JSON.stringify(await brand.cloud.database.all(collection)))
  }
  for (const text of all) expect(text).not.toContain('SECRET-CODE')
  const keys = (await pool()).map(({ _id }) => String(_id))
  for (const key of keys) expect(key).toMatch(/^shanyu:[\w-]{43}$/)
})

test('M5: two staff load overlapping files at once: every code stands once, and each is told which lines', async () => {
  const [one, two] = [someCodes(300), someCodes(300).slice(150).concat(someCodes(150, 'MORE'))]
  const replies = await Promise.all([
    loadLines(brand, 'parking', one),
    loadLines(brand, 'parking', two),
  ])
  expect(replies.reduce((sum, { loaded }) => sum + loaded, 0)).toBe(450)
  expect(replies.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(150)
  expect(await pool()).toHaveLength(450)
  expect(await leftOnShelf()).toBe(450)
})

test('M5: a load that was cut off goes on with the same request, and counts its own codes as loaded', async () => {
  const input = await loadInput(brand, 'parking', someCodes(450))
  brand.cloud.faults.set([
    { action: loadCodePool.name, request: 'database.commitTransaction', fault: 'crashAfter' },
  ])
  await expect(brand.console.ask(loadCodePool, input)).rejects.toThrow()
  brand.cloud.faults.clear()
  const before = (await pool()).length
  expect([before > 0, before < 450]).toEqual([true, true])
  // Whatever is there can be given.
  expect(await leftOnShelf()).toBe(before)
  const again = await brand.console.get(loadCodePool, input)
  expect(again).toEqual({
    done: true,
    loaded: 450,
    skipped: 0,
    problems: [],
    pool: { all: 450, left: 450 },
  })
  expect(await brand.console.get(loadCodePool, input)).toEqual(again)
})

test('M5: what is no file of codes, or no reward of codes, is refused in a sentence', async () => {
  const ask = async (rewardId: string, bytes: Buffer) =>
    brand.console.ask(loadCodePool, await loadInput(brand, rewardId, bytes))
  const text = Buffer.from('A1')
  expect(await ask('mug', text)).toEqual({ refused: 'REWARD_NOT_FOUND' })
  expect(await ask('nothing', text)).toEqual({ refused: 'REWARD_NOT_FOUND' })
  expect(await ask('parking', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]))).toEqual({
    refused: 'FILE_NOT_READABLE',
    detail: { reason: '这不是文本文件，请把兑换码那一列另存为 csv 或 txt，每行一个码，再上传' },
  })
  const gone = { ...(await loadInput(brand, 'parking', text)), fileId: 'cloud://x.y/none.txt' }
  expect(await brand.console.ask(loadCodePool, { ...gone, requestId: requestId() })).toEqual({
    refused: 'FILE_NOT_FOUND',
  })
})

test('M5: a reward of codes names how to use them, has no stock of its own, and stays one', async () => {
  const edit = (id: string, change: object) =>
    brand.edit('catalog', `shanyu:${id}`, {
      name: '月卡',
      picture: 'coffee',
      kind: 'code',
      points: 9,
      stock: 0,
      onSale: true,
      ...change,
    })
  expect(await edit('month', {})).toContain('兑换码类兑换品要填使用方法')
  expect(await edit('month', { codeUse: '在网页上输入。', stock: 5 })).toContain(
    '兑换码的库存是导入的码，「库存」要填 0',
  )
  expect(await edit('mug', { codeUse: '在网页上输入。', couponTemplate: null })).toContain(
    '兑换码和别的类型不能互相改',
  )
  expect(await edit('parking', { kind: 'goods', stock: 9, shops: ['hubin'] })).toContain(
    '兑换码和别的类型不能互相改',
  )
})

test('M5: staff are told before a pool is empty and once it is, and the alert ends after a load', async () => {
  await loadLines(brand, 'parking', someCodes(20))
  const alerts = async () => {
    await brand.job('codePools')
    const open = await brand.cloud.database.find('alerts', { topic: 'pool', state: 'open' })
    return open.map(({ facts }) => facts)
  }
  expect(await alerts()).toEqual([{ name: '停车 2 小时', left: 20 }])
  await loadLines(brand, 'parking', someCodes(1, 'MORE'))
  expect(await alerts()).toEqual([])
  await brand.edit('catalog', 'shanyu:parking', { codeAlertAt: 21 })
  expect(await alerts()).toEqual([{ name: '停车 2 小时', left: 21 }])
  const { alerts: shown } = await brand.console.get(openReconciliation, { operator: '店长' })
  expect(shown.map(({ sentence }) => sentence)).toEqual([
    '「停车 2 小时」的兑换码只剩 21 个。请用「导入兑换码」补上新的码',
  ])
  await brand.edit('catalog', 'shanyu:parking', { onSale: false })
  expect(await alerts()).toEqual([])
})
