import * as v from 'valibot'
import type { Action } from '../../cloudfunctions/contracts/action'
import * as checkInActions from '../../cloudfunctions/contracts/check-in/check-in'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { openHome } from '../../cloudfunctions/contracts/member/home'
import { runDue } from '../../cloudfunctions/contracts/programme/job'
import { join } from '../../cloudfunctions/contracts/member/join'
import { collectCode } from '../../cloudfunctions/contracts/print-code/print-code'
import { checkPublications, rollBack } from '../../cloudfunctions/contracts/programme/program'
import { commitImport, previewImport } from '../../cloudfunctions/contracts/order/order-import'
import {
  cancelByStaff,
  cancelRedemption,
  redeem,
  showPickUp,
} from '../../cloudfunctions/contracts/mall/redemption'
import { collectTask, visitShop } from '../../cloudfunctions/contracts/task/task'
import { adjustPoints } from '../../cloudfunctions/contracts/books/correction'
import { handOver } from '../../cloudfunctions/contracts/mall/hand-over'
import { writeOff } from '../../cloudfunctions/contracts/coupon/write-off'
import type { Caller, FaultInput } from '../../localcloud/cloud'
import { consentVersion, type BrandCloud } from '../brand-cloud'
import { documentsOfProgramme } from '../programme-documents'
import { actOf, outcomeOf } from './compare/answer-fields'
import type { Ask, Outcome } from './ask'
import type { Coverage } from './coverage'
import { exportFile } from './export-file'
import { Misbehaviour } from './misbehaviour'
import type { PlannedFault } from './plan'
import { programmeOf } from './programme/programme'
import { answerCell } from './reach/cells'
import { heldGoods, isOfPay, Purse, type OfPay } from './acts/purse'
import { jobsWithWork } from './reach/job-work'
import { SHOP_CODES, VISIT_CODES } from './rules/shop-rules'

const TRIES = 10
/** Warm instances keep the published rules for a minute. */
export const SEEN_EVERYWHERE_MS = 61_000
const ReplyShape = v.union([
  v.strictObject({ ok: v.looseObject({}) }),
  v.looseObject({ refused: v.string() }),
  v.looseObject({ unavailable: v.literal(true) }),
])

interface Wire {
  audience: string
  action: Action
  input: object
}

/** Makes calls as phones, guides, the console and the timer do, and repeats each until answered. */
export class Player {
  /** Pick-up codes that were shown, by redemption. */
  private readonly pickUpCodes = new Map<string, string>()
  private readonly purse: Purse
  /** How many calls were sent, retries included. */
  sent = 0

  constructor(
    private readonly brand: BrandCloud,
    /** A person of another world is another WeChat user, unknown to every warm instance. */
    private readonly prefix: string,
    /** The texts printed on the labels. */
    private readonly codes: readonly string[],
    private readonly coverage: Coverage,
    /** Whether the first retry comes after the locks that a call left behind have ended. */
    private readonly clearsLocks: boolean,
  ) {
    this.purse = new Purse(brand)
  }

  /** The action of the contracts that a call asks for. */
  actionOf(ask: Ask): string {
    return isOfPay(ask) ? ask.kind : this.wireOf(ask).action.name
  }

  /** The fault rule that hits this call. */
  faultFor(ask: Ask, { fault, at, isEarly = false }: PlannedFault): FaultInput {
    const which = this.struckBy(ask, isEarly)
    switch (fault) {
      case 'together':
      case 'after':
        return { ...which, fault: 'duplicate', order: fault }
      case 'late':
        return { ...which, fault, ms: at * 4 }
      case 'timerTwice':
        return { ...which, fault }
      case 'busy':
      case 'conflict':
      case 'crashAfter':
      case 'crashBefore':
      case 'replyLost':
      case 'timeout':
        return { ...which, fault, request: at }
    }
  }

  private struckBy(ask: Ask, isEarly: boolean) {
    // A callback has no action: WeChat Pay calls the function itself.
    if (isOfPay(ask)) return { function: 'pay' }
    const { audience, action: usual } = this.wireOf(ask)
    const action = ask.kind === 'import' && isEarly ? previewImport : usual
    const openid = this.callerOf(ask).openid
    return ask.kind === 'jobs' ? { function: audience } : { action: action.name, openid }
  }

  /** The final answer; null if the answer was lost and nobody asks again. */
  async play(ask: Ask, isLost: boolean): Promise<Outcome | null> {
    for (let i = 0; i < TRIES; i++) {
      const outcome = await this.tryOnce(ask)
      if (outcome !== null || isLost) return outcome
      // The locks of a process that is gone end after 30 seconds, for which nobody waits here. In
      // half of the lives the first retry comes immediately and meets them.
      if (this.clearsLocks || i > 0) this.brand.cloud.expireTransactions()
    }
    const last = this.brand.cloud.logs
      .list(3)
      .map(({ error, lines }) => error ?? lines.at(-1)?.text)
    throw new Misbehaviour(`${ask.kind} got no answer in ${TRIES} tries: ${last.join(' | ')}`)
  }

  async home(who: string) {
    const { result } = await this.brand.cloud.invoke(
      'member',
      { action: openHome.name, input: {} },
      { openid: this.openid(who) },
    )
    this.coverage.count(answerCell(openHome.name, 'ok'))
    return v.parse(v.strictObject({ ok: openHome.output }), result).ok
  }

  private tryOnce(ask: Ask): Promise<Outcome | null> {
    if (ask.kind === 'import') return this.import(ask)
    if (ask.kind === 'roll-back') return this.rollBack(ask)
    if (ask.kind === 'pay') return this.purse.pay(ask, this.openid(ask.who))
    if (ask.kind === 'pay-news') return this.purse.hear()
    return ask.kind === 'publish' ? this.publish(ask) : this.once(ask)
  }

  /** Staff save the programme and check it; a minute later it acts everywhere. */
  private async publish(ask: Extract<Ask, { kind: 'publish' }>): Promise<Outcome | null> {
    const { database, clock } = this.brand.cloud
    const began = clock.now()
    for (const document of documentsOfProgramme(programmeOf(ask.programme)))
      await database.replace('programs', document._id, document)
    const done = await this.once(ask)
    // Another one who saved the same at once has waited already.
    const hasWaited = clock.now() - began >= SEEN_EVERYWHERE_MS
    if (done && !hasWaited) clock.advance(SEEN_EVERYWHERE_MS)
    return done
  }

  private async rollBack(ask: Extract<Ask, { kind: 'roll-back' }>): Promise<Outcome | null> {
    const done = await this.once(ask)
    if (done && 'ok' in done) this.brand.cloud.clock.advance(SEEN_EVERYWHERE_MS)
    return done
  }

  private async once(ask: Exclude<Ask, OfPay>): Promise<Outcome | null> {
    const outcome = await this.send(this.wireOf(ask), this.callerOf(ask))
    const told = outcomeOf(ask, outcome)
    if (ask.kind === 'act' && outcome && 'ok' in outcome) this.purse.note(ask.act, outcome.ok)
    const goods = heldGoods(ask, outcome)
    if (goods !== null && told && 'ok' in told)
      return { ok: { ...told.ok, code: await this.pickUpCode(goods, ask) } }
    if (ask.kind !== 'redeem' || !outcome || !told || !('ok' in outcome && 'ok' in told))
      return told
    const { redemption } = v.parse(redeem.output, outcome.ok)
    if (redemption.kind !== 'goods') return told
    return { ok: { ...told.ok, code: await this.pickUpCode(redemption.redemptionId, ask) } }
  }

  /** The code that the member shows for goods; asked once, while the goods wait. */
  private async pickUpCode(redemptionId: string, ask: Ask): Promise<string | null> {
    const known = this.pickUpCodes.get(redemptionId)
    if (known !== undefined) return known
    const wire = { audience: 'member', action: showPickUp, input: { redemptionId } }
    for (let i = 0; i < TRIES; i++) {
      const shown = await this.send(wire, this.callerOf(ask))
      if (!shown || 'refused' in shown) continue
      const { code } = v.parse(showPickUp.output, shown.ok)
      if (code !== null) this.pickUpCodes.set(redemptionId, code)
      return code
    }
    throw new Misbehaviour('the goods have no pick-up code')
  }

  private async import(ask: Extract<Ask, { kind: 'import' }>): Promise<Outcome | null> {
    const { storage } = this.brand.cloud
    const fileId = await storage.put(`imports/${ask.requestId}.csv`, exportFile(ask.rows))
    const input = { operator: '店长', fileId }
    const wire = { audience: 'staff', action: previewImport, input }
    const preview = await this.send(wire, this.callerOf(ask))
    if (preview === null) return null
    if ('refused' in preview) return preview
    const { importId, errorCount } = v.parse(previewImport.output, preview.ok)
    if (errorCount > 0) throw new Misbehaviour(`rows were not read: ${JSON.stringify(preview)}`)
    const commit = { operator: '店长', importId }
    const done = await this.send(
      { ...wire, action: commitImport, input: commit },
      this.callerOf(ask),
    )
    return done && 'ok' in done && done.ok.state !== 'done' ? null : done
  }

  private async send({ audience, action, input }: Wire, caller: Caller): Promise<Outcome | null> {
    this.sent += 1
    const { cloud } = this.brand
    const had = cloud.inbox.list().length
    const event = caller.source === 'wx_trigger' ? TIMER : { action: action.name, input }
    const { result, error } = await cloud.invoke(audience, event, caller)
    if (error) return null
    const reply = v.safeParse(ReplyShape, result)
    if (!reply.success) throw new Misbehaviour(`${action.name}: ${JSON.stringify(result)}`)
    if ('unavailable' in reply.output) return null
    const outcome = reply.output as Outcome
    if ('ok' in outcome) v.parse(action.output, outcome.ok)
    this.note(action, outcome, cloud.inbox.list().length - had)
    return outcome
  }

  private note({ name }: Action, outcome: Outcome, sent: number): void {
    this.coverage.count(answerCell(name, 'ok' in outcome ? 'ok' : outcome.refused))
    if (name !== runDue.name || !('ok' in outcome)) return
    for (const cell of jobsWithWork(outcome.ok, sent)) this.coverage.count(cell)
  }

  private wireOf(ask: Exclude<Ask, OfPay>): Wire {
    const { requestId } = ask
    const member = (action: Action, input: object) => ({ audience: 'member', action, input })
    const guide = (action: Action, input: object) => ({ audience: 'guide', action, input })
    switch (ask.kind) {
      case 'join':
        return member(join, { requestId, consentVersion: consentVersion(), nickname: ask.who })
      case 'check-in':
        return member(checkInActions.checkIn, { requestId })
      case 'make-up':
        return member(checkInActions.makeUp, { requestId, day: ask.day })
      case 'claim':
        return member(submitClaim, { requestId, orderNo: ask.orderNo })
      case 'redeem': {
        const shop = ask.shop === '' ? {} : { shopId: ask.shop }
        const wish = { ...shop, ...(ask.offer ? { offerId: ask.offer } : {}) }
        return member(redeem, { requestId, rewardId: ask.reward, points: ask.points, ...wish })
      }
      case 'write-off':
        return guide(writeOff, { requestId, code: ask.code })
      case 'hand-over':
        return guide(handOver, { requestId, code: ask.code })
      case 'duty':
        return guide(startDuty, { requestId, shopCode: SHOP_CODES[ask.shop] ?? ask.shop })
      case 'import':
        return { audience: 'staff', action: commitImport, input: {} }
      case 'jobs':
        return { audience: 'jobs', action: runDue, input: {} }
      case 'collect':
        return member(collectCode, { requestId, code: this.codes[ask.code] ?? '' })
      case 'collect-task':
        return member(collectTask, { requestId, task: ask.task, cycle: ask.cycle })
      case 'visit':
        return member(visitShop, { requestId, code: VISIT_CODES[ask.shop] ?? ask.shop })
      case 'cancel': {
        const input = { requestId, redemptionId: ask.redemption }
        if (!ask.staff) return member(cancelRedemption, input)
        return { audience: 'staff', action: cancelByStaff, input: { ...BY, ...input } }
      }
      case 'adjust': {
        const input = { ...BY, requestId, memberId: ask.memberId, points: ask.points }
        return { audience: 'staff', action: adjustPoints, input }
      }
      case 'act': {
        const { audience, action, input } = actOf(ask)
        return { audience, action, input: input(ask.about, requestId) }
      }
      case 'publish':
        return { audience: 'staff', action: checkPublications, input: { operator: '店长' } }
      case 'roll-back': {
        const { document, version } = ask
        const input = { operator: '店长', collection: 'programs', document, version }
        return { audience: 'staff', action: rollBack, input }
      }
    }
  }

  private openid(who: string): string {
    return `wx-${this.prefix}-${who}`
  }

  private callerOf(ask: Ask): Caller {
    if (ask.kind === 'jobs') return { source: 'wx_trigger' }
    const byStaff = ask.kind === 'adjust' || (ask.kind === 'cancel' && ask.staff)
    if (byStaff || ask.who === 'staff') return { source: 'wx_devtools' }
    return { openid: this.openid(ask.who) }
  }
}

const BY = { operator: '店长', reason: '和客人核对过' }
const TIMER = { Type: 'Timer', TriggerName: 'due' }
