import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { adjustPoints } from '../../cloudfunctions/contracts/books/correction'
import type { Document } from '../../localcloud/database/document'
import { DAY_MS, openBrandCloud, requestId, TODAY, type BrandCloud } from '../brand-cloud'
import { eventually } from '../weapp/eventually'
import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import type { WxmlChild, WxmlNode } from '../weapp/wxml'
import { sees } from './sees'

jest.setTimeout(240_000)

const MANY = 300
/** The most bytes that a tap may send to the screen. */
const TAP_MAX = 8 * 1024
const CLOSE_MAX = 1024
/** A page of twenty or thirty more rows, or the next window of forty rows. */
const ROWS_MAX = 64 * 1024
/** The pictures of rewards are drawings, which are sent along with their rows. */
const PICTURES_MAX = 128 * 1024

let brand: BrandCloud
let weapp: Weapp
let phone: WeappPhone
beforeAll(async () => {
  brand = await openBrandCloud({ isolation: 'process' })
  weapp = new Weapp({ distDir: 'dist/weapp', cloud: brand.cloud, openid: 'wx-many' })
  phone = new WeappPhone(weapp)
  await fill(brand)
})
afterAll(async () => {
  await phone?.close()
  // Closes without the auditor, who would ask where all these rows come from.
  await brand?.discard()
})

const padded = (instant: number) => String(instant).padStart(15, '0')

/** One of each as the product writes it, and many copies of it. */
async function fill({ cloud, console: staff, member }: BrandCloud): Promise<void> {
  const { database } = cloud
  const many = await member('many')
  const account = `shanyu:${many.memberId}`
  const points = { operator: '店长', memberId: many.memberId, points: 900, reason: '开张' }
  await staff.get(adjustPoints, { ...points, requestId: requestId() })
  const request = (rewardId: string, cost: number) => ({
    requestId: requestId(),
    rewardId,
    points: cost,
    ...(rewardId === 'mug' ? { shopId: 'hubin' } : {}),
  })
  await many.get(redeem, request('coffee', 120))
  await many.get(redeem, request('mug', 680))
  const orderNo = '1930679858170640999'
  await many.get(submitClaim, { requestId: requestId(), orderNo })
  const patternOf = async (collection: string) =>
    (await database.find(collection, { account }))[0] ?? {}
  const coupon = await patternOf('coupons')
  const coupons = (from: number, change: (code: string, i: number) => Document) =>
    copies((i) => {
      const code = String(from + i)
      return { ...coupon, _id: `shanyu:${code}`, code, useRequest: code, ...change(code, i) }
    })
  const usable = coupons(100_000_000_000, (code) => ({
    endKey: `${padded(Number(coupon.expiresAt))}:${code}`,
  }))
  const used = coupons(200_000_000_000, (code, i) => ({
    state: 'writtenOff',
    useKey: `${padded(TODAY - i * 1000)}:${code}`,
    writtenOff: { at: TODAY - i * 1000, shopName: '湖滨店', shopId: 'hubin' },
  }))
  const expired = coupons(300_000_000_000, (code) => ({
    expiresAt: TODAY - DAY_MS,
    endKey: `${padded(TODAY - DAY_MS)}:${code}`,
  }))
  await database.insert('coupons', [...usable, ...used, ...expired])
  const goods = await patternOf('redemptions')
  await database.insert(
    'redemptions',
    copies((i) => ({
      ...goods,
      _id: `${account}:copy-${i}`,
      requestId: `copy-${i}`,
      placedAt: TODAY - i * 1000,
      pickUpKey: `copy-${i}`,
      handOverRequest: `copy-${i}`,
    })),
  )
  const claim = await patternOf('claims')
  await database.insert(
    'claims',
    copies((i) => ({ ...claim, _id: `${String(claim._id)}${i}`, claimedAt: TODAY - i * 1000 })),
  )
  const notice = {
    brand: 'shanyu',
    account,
    kind: 'expiry',
    points: 5,
    expiresOn: '2027-11-30',
    days: 7,
    state: 'inbox',
    error: null,
    sentAt: null,
    readAt: null,
    queue: 'none',
    sendingAt: null,
  }
  await database.insert(
    'messages',
    copies((i) => {
      const createdAt = TODAY - i * 1000
      const listKey = `${createdAt}:2027-11-30:7`
      return { ...notice, _id: `${account}:copy-${i}`, createdAt, listKey }
    }),
  )
  const [published] = await database.find('published', { document: 'shanyu:coffee' })
  const shelf = copies((i) => {
    const document = `shanyu:reward-${i}`
    return { ...published, _id: `catalog:${document}`, document }
  })
  await database.insert('published', shelf)
  const entry = await patternOf('ledger')
  await database.insert(
    'ledger',
    copies((i) => ({ ...entry, _id: `${account}:copy-${i}`, seq: 100 + i, occurredAt: TODAY })),
  )
  // An instance keeps what is published for a minute.
  cloud.clock.advance(61_000)
}

function copies(make: (i: number) => Document): Document[] {
  return Array.from({ length: MANY }, (_, i) => make(i))
}

/** Waits until nothing more is sent, and returns how many bytes were. */
async function settled(): Promise<number> {
  let [before, since] = [-1, 0]
  await eventually(
    () => {
      const now = weapp.sentToScreen()
      since = now === before ? since + 1 : 0
      before = now
      return since > 20
    },
    () => 'the page never rests',
  )
  return before
}

async function costOf(act: () => unknown): Promise<number> {
  const before = await settled()
  await act()
  return (await settled()) - before
}

/** Goes down to the last row, window by window; returns the bytes of the largest step. */
async function walk(): Promise<number> {
  let dearest = 0
  for (let turns = 0; turns < 60; turns++) {
    const text = await phone.text()
    const isLast = !weapp.ids().includes('turn-bottom')
    const cost = await costOf(() => (isLast ? weapp.reachBottom() : phone.tap('turn-bottom')))
    dearest = Math.max(dearest, cost)
    if (isLast && (await phone.text()) === text) return dearest
  }
  return dearest
}

const LISTS = [
  ['pages/coupon/index', null, '手冲咖啡'],
  ['pages/coupon/index', 'tab-used', '湖滨店'],
  ['pages/coupon/index', 'tab-expired', '手冲咖啡'],
  ['pages/mall/index', 'filter-all', '手冲咖啡'],
  ['packages/mall/redemption/index', null, '待领取'],
  ['packages/earn/claim-list/index', null, '0999'],
  ['packages/account/notice/index', null, '积分快到期了'],
  ['packages/account/statement/index', null, '用掉680积分'],
] as const

test.each(LISTS)(
  'W8: %s (%s) of 300 rows stays within its budget to the last one',
  async (...at) => {
    const [route, first, words] = at
    await phone.openAt(route)
    await settled()
    if (first) await phone.tap(first)
    await sees(phone, words)
    await settled()
    const dearest = await walk()
    const { nodes = 0, children = 0, setData } = weapp.stats().get(route) ?? {}
    process.stdout.write(
      `${route} ${first ?? ''}: ${nodes} nodes, ${children} children, ${dearest} bytes for rows,` +
        ` ${setData?.largest ?? 0} at most\n`,
    )
    expect(weapp.ids()).toContain('turn-top')
    expect({ route, within: nodes < 1000 && children <= 60 }).toEqual({ route, within: true })
    expect(dearest).toBeLessThan(route === 'pages/mall/index' ? PICTURES_MAX : ROWS_MAX)
    expect(weapp.errors).toEqual([])
  },
)

/** The sheet of a page; it catches moves, so none reaches the page below. */
function sheetIn(node: WxmlChild): WxmlNode | null {
  if (typeof node === 'string') return null
  if (String(node.attr.class).split(' ').includes('sheet')) return node
  for (const child of node.children) {
    const found = sheetIn(child)
    if (found) return found
  }
  return null
}

test.each([
  ['packages/mall/redemption/index', /^cancel-/, 'cancel-sheet-close'],
  ['packages/earn/claim-list/index', /^withdraw-/, 'withdraw-sheet-close'],
])('W8: a sheet over the 300 rows of %s sends a few bytes', async (route, opener, close) => {
  await phone.openAt(route)
  await settled()
  weapp.reachBottom()
  await settled()
  const opens = await eventually(
    () => weapp.ids().find((id) => opener.test(id)),
    () => `nothing opens the sheet: ${weapp.ids().join(' ')}`,
  )
  const opened = await costOf(() => phone.tap(opens))
  expect(sheetIn(weapp.tree())?.attr.catchtouchmove).toEqual(expect.any(String))
  const closed = await costOf(() => phone.tap(close))
  expect(sheetIn(weapp.tree())).toBeNull()
  process.stdout.write(`${route}: ${opened} bytes to open the sheet, ${closed} to close it\n`)
  expect(opened).toBeLessThan(TAP_MAX)
  expect(closed).toBeLessThan(CLOSE_MAX)
})

test('W8: every sheet is in the place that its page reserves for it', () => {
  const folders = ['miniprogram/src/packages', 'miniprogram/src/pages']
  const astray = folders.flatMap(pagesBelow).filter((folder) => {
    const sources = readdirSync(folder).filter((file) => file.endsWith('.tsx'))
    const text = sources.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
    return /<\w*Sheet\b/.test(text) && !text.includes('<SheetPlace>')
  })
  expect(astray).toEqual([])
})

function pagesBelow(folder: string): string[] {
  const inside = readdirSync(folder, { withFileTypes: true })
  const below = inside.filter((entry) => entry.isDirectory())
  const isPage = inside.some(({ name }) => name === 'index.tsx')
  return [
    ...(isPage ? [folder] : []),
    ...below.flatMap(({ name }) => pagesBelow(join(folder, name))),
  ]
}
