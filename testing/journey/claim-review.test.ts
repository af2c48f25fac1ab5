import type { Browser } from 'playwright-core'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { enrolStaff } from '../../cloudfunctions/contracts/staff/staff'
import { importFile, tmallExport } from '../scenes/import-orders'
import { createStage } from '../../demo/stage/handler'
import { openBrandCloud, requestId, type BrandCloud } from '../brand-cloud'
import { BrowserPhone, startBrowser } from '../browser/browser-phone'
import { eventually } from '../weapp/eventually'
import { openQueue, prove, saidOf, typeClaim } from './claim-steps'
import { reads, sees, seesNoMore } from './sees'

jest.setTimeout(120_000)

const PICTURES = 'dist/screenshots/claims'
const NAMES = ['lin', 'xu', 'ding']
const UNKNOWN = '1930679858170660001'
const [KNOWN, OWN, WRONG, HELD] = [
  ...['1930679858170660102', '1930679858170660203'],
  ...['1930679858170660304', '1930679858170660405'],
] as const

let browser: Browser
let brand: BrandCloud
const phones: Record<string, BrowserPhone> = {}
const members: Record<string, Awaited<ReturnType<BrandCloud['member']>>> = {}
const phone = (name: string) => phones[name] as BrowserPhone

beforeAll(async () => {
  browser = await startBrowser()
  brand = await openBrandCloud({
    isolation: 'process',
    stage: createStage({
      h5Dir: 'dist/h5',
      pageDir: 'dist/stage',
      cloud: () => brand.cloud,
      persons: NAMES.map((id) => ({ id, name: id, openid: `wx-${id}`, role: 'visitor' as const })),
    }),
  })
  const { claim } = await brand.program()
  const proofs = { proof: 'phone', lockAfter: 7, postDays: 0 }
  await brand.edit('programs', 'shanyu', { claim: { ...claim, ...proofs } })
  const file = [KNOWN, OWN, WRONG, HELD].map((orderNo) => ({ orderNo, paid: '66.00' }))
  await importFile(brand, 'claims.csv', tmallExport(file))
  for (const name of NAMES) {
    members[name] = await brand.member(name)
    phones[name] = await BrowserPhone.open({
      browser,
      person: name,
      picturesDir: PICTURES,
      scheme: name === 'xu' ? 'dark' : 'light',
      url: `${brand.cloud.url}/as/${name}/`,
    })
  }
})
afterAll(async () => {
  await browser?.close()
  await brand?.close()
})
afterEach(() => expect(NAMES.flatMap((name) => phone(name).errors())).toEqual([]))

test('O4: a number that does not exist and one that is not shown to be mine look the same', async () => {
  const lin = phone('lin')
  const said = []
  for (const orderNo of [UNKNOWN, KNOWN]) {
    await typeClaim(lin, orderNo)
    await sees(lin, '再对两项，核对更快')
    await lin.picture('proof-sheet')
    const asked = await saidOf(lin, orderNo)
    await prove(lin, '66', '9999')
    await sees(lin, '收到了，正在核对', '最迟 12 月 5 日')
    await lin.picture('proof-waiting')
    said.push(asked + (await saidOf(lin, orderNo)))
  }
  expect(said[1]).toBe(said[0])
})

test('O4: two correct facts credit immediately: the amount and the day that was picked in two taps, or the phone', async () => {
  const xu = phone('xu')
  await typeClaim(xu, OWN)
  await sees(xu, '再对两项')
  await reads(xu, 'proof-confirm', '先填实付金额')
  await xu.type('proof-amount-input', '66')
  await reads(xu, 'proof-confirm', '先选付款日期')
  await xu.tap('month-11')
  await xu.tap('day-10')
  await xu.picture('proof-day')
  await xu.tap('proof-confirm')
  await reads(xu, 'claim-points', '+66')
  await typeClaim(xu, HELD)
  await prove(xu, '66', '0027')
  await reads(xu, 'claim-points', '+66')
  await xu.picture('proof-credited')
})

test('O4: a claim can be left waiting without a proof, and get one later', async () => {
  const lin = phone('lin')
  await typeClaim(lin, WRONG)
  await lin.tap('proof-skip')
  await sees(lin, '收到了，正在核对', '平台核对中')
  await lin.tap('claim-prove')
  await prove(lin, '99.5', '0027')
  await sees(lin, '收到了，正在核对')
  await lin.tap('claim-progress')
  await sees(lin, '认领记录', '核对中', '最迟 12 月 5 日')
  await lin.picture('claim-list')
})

test('O7: a member who is not staff sees no entry, and the page tells them', async () => {
  const ding = phone('ding')
  await ding.openAt('packages/staff/claim-review/index')
  await sees(ding, '这里只给品牌员工', '回首页')
  await ding.openAt('pages/me/index')
  await sees(ding, '认领记录')
  expect(await ding.ids()).not.toContain('me-staff')
})

test('O7: staff see the facts of both sides masked, reject with a reason, and the member reads it', async () => {
  const { memberId = '' } = members['ding'] ?? {}
  await brand.console.get(enrolStaff, { operator: '店长', memberId, name: '丁一', active: true })
  const ding = phone('ding')
  await openQueue(ding)
  await sees(ding, '会员说的对不上', 'l**', '手机尾号 9999', '手机尾号 0027 · 实付 ¥66.00', '刚到')
  expect(await ding.text()).not.toContain(KNOWN)
  await ding.picture('queue')
  await ding.tap('reject-0')
  await reads(ding, 'decision-confirm', '先选一个原因')
  await ding.picture('reject-sheet')
  await ding.type('reason-input', '尾号和订单不一样')
  await ding.tap('decision-confirm')
  await sees(ding, '已记为不通过', '会员会在消息里看到原因')
  const lin = phone('lin')
  await lin.openAt('packages/account/notice/index')
  await sees(lin, '认领没有通过', '原因：尾号和订单不一样。')
  await lin.picture('notice-rejected')
  await lin.openAt('packages/earn/claim-list/index')
  await sees(lin, '没有通过', '原因：尾号和订单不一样。')
  await lin.picture('claim-list-rejected')
})

test('O7: an approved claim is credited, announced to the member, and leaves the queue', async () => {
  const ding = phone('ding')
  await openQueue(ding)
  await sees(ding, '实付 ¥99.50')
  await ding.tap('approve-0')
  await ding.tap('reason-0')
  await ding.tap('decision-confirm')
  await sees(ding, '通过了', '都核对完了')
  await ding.picture('queue-empty')
  const lin = phone('lin')
  await lin.openAt('packages/account/notice/index')
  await sees(lin, '认领通过了', '到账 66 积分', '店员说：凭证和订单一致。')
  await lin.openAt('pages/home/index')
  await reads(lin, 'balance', '可用积分 66')
})

test('O7: an order that another member holds is moved, and both members read about it', async () => {
  const proof = { phoneTail: '0027', paidFen: 6600 }
  const asked = { requestId: requestId(), orderNo: HELD, proof }
  const lin = phone('lin')
  await typeClaim(lin, HELD)
  await prove(lin, '66', '0027')
  await sees(lin, '这笔订单已被认领', '店员会核对归谁')
  await lin.picture('contested')
  await members['lin']?.ask(submitClaim, asked)
  const ding = phone('ding')
  await openQueue(ding)
  await sees(ding, '两位会员都对上了', '另一位会员')
  await ding.tap('approve-0')
  await sees(ding, '先从现在的会员扣回这笔积分')
  await ding.tap('reason-1')
  await ding.picture('move-sheet')
  await ding.tap('decision-confirm')
  await sees(ding, '改归好了')
  const xu = phone('xu')
  await xu.openAt('packages/account/notice/index')
  await sees(xu, '认领改归另一位会员', '它带来的 66 积分已扣回', '电话核实是本人下单')
  await xu.picture('notice-moved')
  await xu.openAt('packages/earn/claim-list/index')
  await sees(xu, '改归他人')
  await xu.picture('claim-list-moved')
  await xu.openAt('pages/home/index')
  await reads(xu, 'balance', '可用积分 66')
})

test('O8: a member who guesses numbers sees until when they are locked, and staff see who', async () => {
  const lin = phone('lin')
  for (let i = 1; i <= 3; i++) await typeClaim(lin, String(BigInt(UNKNOWN) + BigInt(i)))
  await prove(lin, '66', '1234')
  await sees(lin, '认领暂停一天', '11 月 21 日 10:0')
  await lin.tap('claim-result-close')
  await sees(lin, '认领暂停到 11 月 21 日')
  await lin.picture('locked')
  const ding = phone('ding')
  await openQueue(ding)
  await sees(ding, '需要处理', '像在试号，已锁定 24 小时')
  await ding.picture('alarms')
  await ding.tap('alarm-0')
  await ding.tap('reason-1')
  await ding.tap('decision-confirm')
  await sees(ding, '已记上你的名字和时间')
  // The handled alert must have gone before the next one is pressed.
  await eventually(
    async () => !(await ding.ids()).includes('alarm-1'),
    () => 'both alerts are still there',
  )
  await ding.tap('alarm-0')
  await ding.tap('reason-0')
  await ding.tap('decision-confirm')
  await seesNoMore(ding, '需要处理')
})
