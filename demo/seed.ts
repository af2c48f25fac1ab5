import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StaffRole } from '../cloudfunctions/contracts/staff/staff-role'
import type { Cloud } from '../localcloud/cloud'
import { DOCUMENTS } from './brand'
import { BRAND } from './brand-id'
import { PERSONS, type Person } from './persons'
import { IMPORT, LAST, STORY, type Chapter } from './story'

const ORDERS = 'demo/orders'
const PARKING_CODES = 80
const DAY_MS = 24 * 60 * 60 * 1000
const SHANGHAI_MS = 8 * 60 * 60 * 1000
const OPERATOR = '山屿店长'

/** The demo begins on this day at 09:41 in Shanghai. */
export const DEMO_NOW = Date.UTC(2026, 10, 22, 1, 41)
const DEMO_START = DEMO_NOW - (LAST + 1) * DAY_MS

export async function isSeeded(cloud: Cloud): Promise<boolean> {
  return (await cloud.database.count('imports', { state: 'done' })) > 0
}

/**
 * A year of a bakery's members, made through the product's own functions: staff write their
 * documents, people join, check in, claim and redeem, and guides write off, each on its day.
 */
export async function seedDemo(cloud: Cloud): Promise<void> {
  const demo = new Demo(cloud)
  cloud.clock.set(DEMO_START)
  for (const [collection, documents] of Object.entries(DOCUMENTS)) {
    for (const document of documents) await cloud.database.put(collection, { ...document })
  }
  await demo.staff('program.check', {})
  for (let day = 0; DEMO_START + day * DAY_MS < DEMO_NOW; day++) {
    cloud.clock.set(DEMO_START + day * DAY_MS)
    for (const chapter of STORY) await demo.live(chapter, day)
    // Points pending since the import post on their own day, so that the statement is in order.
    if (day >= IMPORT) await cloud.fire('jobs', 'due')
  }
  cloud.clock.set(DEMO_NOW)
}

/** One method for each thing that can happen in the story. */
class Demo {
  private requests = 0
  private coupons = new Map<string, string[]>()

  constructor(private readonly cloud: Cloud) {}

  async live(chapter: Chapter, day: number): Promise<void> {
    if (!chapter.on(day)) return
    if (chapter.step === 'import') return this.importOrders()
    if (chapter.step === 'publish') return this.publish(chapter)
    const person = PERSONS.find((each) => each.id === chapter.who)
    if (!person) throw new Error(`the story has nobody called ${chapter.who}`)
    if (chapter.step === 'join') return this.join(person, chapter.phone)
    if (chapter.step === 'enrol') return this.enrol(person, chapter.number, chapter.shops)
    if (chapter.step === 'enrol-staff') return this.enrolStaff(person, chapter.roles)
    if (chapter.step === 'check-in') return this.checkIn(person)
    if (chapter.step === 'claim') return this.claim(person, chapter.orders)
    if (chapter.step === 'contest') return this.contest(person, chapter.orderNo)
    if (chapter.step === 'redeem') return this.redeem(person, chapter)
    return this.writeOff(person, chapter.shopCode, chapter.holder)
  }

  async staff(action: string, input: object): Promise<Record<string, unknown>> {
    return this.ask('staff', action, { operator: OPERATOR, ...input })
  }

  private async join(person: Person, phone: string): Promise<void> {
    const { consent } = (await this.member(person, 'join.open', {})) as { consent: Consent }
    await this.member(person, 'join.join', {
      requestId: this.requestId(),
      consentVersion: consent.version,
      nickname: person.name,
      phoneCode: `phone-${phone}`,
      source: 'shop-hubin',
    })
  }

  private async enrol(person: Person, number: string, shops: string[]): Promise<void> {
    const found = await this.cloud.database.find('accounts', { nickname: person.name })
    const memberId = found[0]?.memberId
    await this.staff('guide.enrol', { memberId, name: person.name, number, shops, active: true })
  }

  private async enrolStaff(person: Person, roles: StaffRole[]): Promise<void> {
    const [found] = await this.cloud.database.find('accounts', { nickname: person.name })
    const memberId = found?.memberId
    await this.staff('staff.enrol', { memberId, name: person.name, active: true, roles })
  }

  /** As staff change a document in the console; a fault in it stops the demo. */
  private async publish(edit: Chapter & { step: 'publish' }): Promise<void> {
    const { database } = this.cloud
    await database.patch(edit.collection, edit.id, edit.change)
    await this.staff('program.check', {})
    const status = String((await database.get(edit.collection, edit.id))?.status)
    if (!status.startsWith('已发布')) throw new Error(`${edit.id}: ${status}`)
  }

  private async checkIn(person: Person): Promise<void> {
    await this.member(person, 'check-in.checkIn', { requestId: this.requestId() })
  }

  private async claim(person: Person, orders: string[]): Promise<void> {
    for (const orderNo of orders) {
      const known = await this.knownOf(orderNo)
      await this.member(person, 'claim.submit', { requestId: this.requestId(), orderNo, ...known })
    }
  }

  /** Claims an order that another member has: refused now, and passed on to staff. */
  private async contest(person: Person, orderNo: string): Promise<void> {
    const input = { requestId: this.requestId(), orderNo, ...(await this.knownOf(orderNo)) }
    const asked = { action: 'claim.submit', input }
    const reply = await this.cloud.call('member', asked, {
      openid: person.openid,
      source: 'wx_client',
    })
    if (!isWithStaff(reply)) throw new Error(`${orderNo}: ${JSON.stringify(reply)}`)
  }

  /** What an order's buyer knows about it: where it was bought, and a proof. */
  private async knownOf(orderNo: string): Promise<object> {
    const [order] = await this.cloud.database.find('orders', { orderNo })
    if (!order) return {}
    const inShanghai = new Date(Number(order.paidAt) + SHANGHAI_MS).toISOString()
    const [paidOn, paidTime] = inShanghai.slice(0, 16).split('T')
    const phone = order.phoneTail ? { phoneTail: order.phoneTail } : {}
    const proof = { paidFen: order.paidFen, paidOn, paidTime, ...phone }
    return { channel: order.channel, proof }
  }

  private async redeem(person: Person, request: Chapter & { step: 'redeem' }): Promise<void> {
    const { rewardId, points, shopId } = request
    const input = { requestId: this.requestId(), rewardId, points, ...(shopId ? { shopId } : {}) }
    const { redemption } = (await this.member(person, 'redemption.redeem', input)) as {
      redemption: { couponId: string | null }
    }
    if (!redemption.couponId) return
    this.coupons.set(person.id, [...(this.coupons.get(person.id) ?? []), redemption.couponId])
  }

  private async writeOff(guide: Person, shopCode: string, holder: string): Promise<void> {
    const couponId = this.coupons.get(holder)?.shift()
    const owner = PERSONS.find((each) => each.id === holder)
    if (!couponId || !owner) throw new Error(`${holder} has no coupon`)
    await this.guide(guide, 'duty.start', { requestId: this.requestId(), shopCode })
    const { code } = await this.member(owner, 'coupon.show', { couponId })
    await this.guide(guide, 'write-off.writeOff', { requestId: this.requestId(), code })
  }

  /** The parking codes that the mall's operator has sent, one a line. */
  private async loadCodes(): Promise<void> {
    const codes = Array.from({ length: PARKING_CODES }, (_, i) => `SY26${7_310_042 + i * 1_793}`)
    const file = Buffer.from(codes.join('\n'))
    const fileId = await this.cloud.storage.put('codes/parking.txt', file)
    const requestId = this.requestId()
    const input = { requestId, rewardId: 'parking', fileId, dryRun: false }
    await this.staff('code-pool.load', input)
  }

  private async importOrders(): Promise<void> {
    await this.loadCodes()
    for (const name of readdirSync(ORDERS).sort()) {
      const fileId = await this.cloud.storage.put(
        `imports/${name}`,
        readFileSync(join(ORDERS, name)),
      )
      const { importId } = await this.staff('order-import.preview', { fileId })
      // Needed if a file does not report refunds; with the other files it has no effect.
      await this.staff('order-import.commit', { importId, accept: 'REFUNDS_CHECKED' })
    }
  }

  private member(person: Person, action: string, input: object) {
    return this.ask('member', action, input, person.openid)
  }

  private guide(person: Person, action: string, input: object) {
    return this.ask('guide', action, input, person.openid)
  }

  private async ask(
    audience: string,
    action: string,
    input: object,
    openid?: string,
  ): Promise<Record<string, unknown>> {
    const source = openid === undefined ? 'wx_devtools' : 'wx_client'
    const reply = await this.cloud.call(audience, { action, input }, { openid, source })
    if (typeof reply === 'object' && reply !== null && 'ok' in reply) {
      return reply.ok as Record<string, unknown>
    }
    throw new Error(`${BRAND}: ${action} ${JSON.stringify(input)} → ${JSON.stringify(reply)}`)
  }

  private requestId(): string {
    this.requests += 1
    return `demo-story-${String(this.requests).padStart(8, '0')}`
  }
}

function isWithStaff(reply: unknown): boolean {
  const { refused, detail } = reply as { refused?: string; detail?: { withStaff?: boolean } }
  return refused === 'ALREADY_CLAIMED' && detail?.withStaff === true
}

interface Consent {
  version: string
}
