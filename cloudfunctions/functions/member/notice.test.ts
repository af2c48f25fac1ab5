import { listNotices, readNotices, subscribe } from '../../contracts/message/notice'
import { requestId, type BrandCloud } from '../../../testing/brand-cloud'
import {
  accept,
  acceptsLeft,
  memberWithPoints,
  openNoticeCloud,
  shanghai,
  TEMPLATE,
} from '../../../testing/scenes/notices'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openNoticeCloud()
})
afterAll(() => brand.close())

test('N2: an accept adds one; the same request again adds none; another input is refused', async () => {
  const lin = await brand.member('lin')
  const account = `shanyu:${lin.memberId}`
  const id = requestId()
  expect(await accept(lin, id)).toEqual({ counted: 1 })
  expect(await accept(lin, id)).toEqual({ counted: 1 })
  expect(await acceptsLeft(brand, account)).toBe(1)
  expect(await accept(lin)).toEqual({ counted: 1 })
  expect(await accept(lin, id)).toEqual({ counted: 1 })
  expect(await acceptsLeft(brand, account)).toBe(2)
  const other = { requestId: id, templateIds: [TEMPLATE, 'another'] }
  expect(await lin.ask(subscribe, other)).toMatchObject({ refused: 'REQUEST_ID_REUSED' })
})

test('N2: a template that the brand does not use is not counted, any other is counted once', async () => {
  const xu = await brand.member('xu')
  const old = { requestId: requestId(), templateIds: ['old-template'] }
  expect(await xu.get(subscribe, old)).toEqual({ counted: 0 })
  const twice = { requestId: requestId(), templateIds: [TEMPLATE, TEMPLATE] }
  expect(await xu.get(subscribe, twice)).toEqual({ counted: 1 })
  expect(await acceptsLeft(brand, `shanyu:${xu.memberId}`)).toBe(1)
})

test('ten copies of one accept at the same time count once', async () => {
  const gu = await brand.member('gu')
  const id = requestId()
  await Promise.all(Array.from({ length: 10 }, () => accept(gu, id)))
  expect(await acceptsLeft(brand, `shanyu:${gu.memberId}`)).toBe(1)
})

test('no stored document holds a WeChat id in plain text', async () => {
  await accept(await brand.member('secret'))
  for (const collection of brand.cloud.database.collections()) {
    const text = JSON.stringify(await brand.cloud.database.all(collection))
    expect(text).not.toContain('wx-secret')
  }
})

test('a visitor has no notices', async () => {
  expect(await brand.person('visitor').ask(listNotices, {})).toMatchObject({
    refused: 'NOT_JOINED',
  })
})

test('N1: the list comes in pages, and only its member marks notices, and only those that were read', async () => {
  const wu = await memberWithPoints(brand, 'wu')
  const stranger = await memberWithPoints(brand, 'stranger')
  brand.cloud.clock.set(shanghai('10-31'))
  await brand.cloud.fire('jobs', 'due')
  const [first] = await brand.cloud.database.find('messages', { account: wu.account })
  for (let i = 0; i < 44; i++) {
    const listKey = `${1_700_000_000_000 + i}:2027-11-30:7`
    await brand.cloud.database.put('messages', { ...first, _id: `${wu.account}:${i}`, listKey })
  }
  const seen: string[] = []
  for (let before: string | undefined; ;) {
    const { notices, next, templateIds } = await wu.get(listNotices, before ? { before } : {})
    expect(templateIds).toEqual([TEMPLATE])
    expect(notices.every(({ read }) => !read)).toBe(true)
    seen.push(...notices.map(({ noticeId }) => noticeId))
    if (next === null) break
    before = next
  }
  expect(seen[0]).toBe(String(first?._id))
  expect([seen.length, new Set(seen).size]).toEqual([45, 45])
  await stranger.get(readNotices, { ids: seen.slice(0, 5) })
  expect((await wu.get(listNotices, {})).notices.some(({ read }) => read)).toBe(false)
  for (const _ of [1, 2]) await wu.get(readNotices, { ids: seen.slice(0, 2) })
  const { notices } = await wu.get(listNotices, {})
  expect(notices.filter(({ read }) => read).map(({ noticeId }) => noticeId)).toEqual(
    seen.slice(0, 2),
  )
})
