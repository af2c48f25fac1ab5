import type { CouponTemplateRules } from '../../../contracts/coupon/coupon-template'
import type { ProgramDocument } from '../../../contracts/programme/parts'
import type { ProgramRules } from '../../../contracts/programme/program'
import type { RewardRules } from '../../../contracts/mall/reward'
import type { ShopRules } from '../../../contracts/guide/shop'
import { offersOf } from '../../mall/offer'
import { supplierOf } from '../parts'
import { oddTier } from '../publication'

export type DocumentKind = 'shops' | 'coupon_templates' | 'catalog' | 'programs'

/** All documents that are, or would be, in force together. */
export interface Whole {
  shops: ReadonlyMap<string, ShopRules>
  templates: ReadonlyMap<string, CouponTemplateRules>
  rewards: ReadonlyMap<string, RewardRules>
  /** The fields that can be read. */
  program: Partial<ProgramRules> | null
  /** The documents that the programme is made of. */
  programIds: ReadonlyMap<ProgramDocument, unknown>
}

/** What is wrong with a document in combination with the others. */
export interface Fault {
  kind: DocumentKind
  id: string
  reason: string
}

/** Contradictions between documents, reported on each one that could be changed to end them. */
export function faultsOf(whole: Whole): Fault[] {
  return [
    ...sharedCodes(whole),
    ...[...whole.templates].flatMap(([id, { shops }]) =>
      faults('coupon_templates', id, absentShops(shops, whole)),
    ),
    ...[...whole.rewards].flatMap(([id, reward]) =>
      faults('catalog', id, [
        ...absentTemplates(templatesOf(reward), whole),
        ...absentShops(reward.shops, whole),
        ...absentTiers(reward, whole),
      ]),
    ),
    ...programFaults(whole),
  ]
}

/** Each once: offers often share the reward's. */
function templatesOf(reward: RewardRules): (string | null)[] {
  return [...new Set(offersOf(reward).map(({ couponTemplate }) => couponTemplate))]
}

/** Tiers that a reward names and the programme does not have. */
function absentTiers({ offers, limits }: RewardRules, { program }: Whole): string[] {
  if (!program?.tiers) return []
  const known = new Set(program.tiers.map(({ id }) => id))
  const named = [
    ...offers.flatMap(({ audience }) => audience.tiers),
    ...[limits, ...offers.map((offer) => offer.limits)].flat().flatMap(({ tiers }) => tiers),
  ]
  const absent = [...new Set(named)].filter((tier) => !known.has(tier))
  return absent.map((tier) => `等级「${tier}」不在会员规则的等级列表里`)
}

const faults = (kind: DocumentKind, id: string, reasons: string[]): Fault[] =>
  reasons.map((reason) => ({ kind, id, reason }))

function absentShops(shops: readonly string[], whole: Whole): string[] {
  const absent = shops.filter((shop) => !whole.shops.has(shop))
  return absent.map((shop) => `门店「${shop}」还没有生效，先在门店里填好它`)
}

function absentTemplates(templates: readonly (string | null)[], whole: Whole, what = ''): string[] {
  return templates.flatMap((template) =>
    template === null || whole.templates.has(template)
      ? []
      : [`${what}券模板「${template}」还没有生效，先在券模板里填好它`],
  )
}

/** 上岗码 and 到店码 of all shops: each code belongs to one shop and has one meaning. */
function sharedCodes({ shops }: Whole): Fault[] {
  const codes = [...shops].flatMap(([id, { dutyCode, visitCode }]) => [
    { id, what: '上岗码', code: dutyCode.toUpperCase() },
    ...(visitCode === null ? [] : [{ id, what: '到店码', code: visitCode.toUpperCase() }]),
  ])
  return codes.flatMap((own) => {
    const other = codes.find((each) => each !== own && each.code === own.code)
    if (!other) return []
    const whose = other.id === own.id ? '自己' : `门店「${shops.get(other.id)?.name}」`
    return faults('shops', own.id, [`${own.what}和${whose}的${other.what}一样，请换一个`])
  })
}

function programFaults(whole: Whole): Fault[] {
  const { program, shops, programIds } = whole
  if (!program) return []
  const { checkIn, tierPolicy, tasks = [] } = program
  const { milestones = [], monthly = [] } = checkIn ?? {}
  const signIn = [...milestones, ...monthly].map(({ coupon }) => coupon)
  const { gifts = [], benefits = [] } = tierPolicy ?? {}
  const packs = [...gifts, ...benefits.flatMap(({ birthday }) => birthday ?? [])]
  const tierCoupons = packs.map(({ coupon }) => coupon)
  const visits = tasks.some(({ kind }) => kind === 'visit')
  const canVisit = [...shops.values()].some(({ open, visitCode }) => open && visitCode !== null)
  const about = (field: keyof ProgramRules, reasons: string[]) =>
    faults('programs', supplierOf(field, programIds), reasons)
  const { tiers, earn } = program
  const sold = [...whole.rewards].flatMap(([, reward]) =>
    absentTiers(reward, whole).map((reason) => `兑换品「${reward.name}」用到的${reason}`),
  )
  const tierNamed = [oddTier({ tiers, earn }) ?? []].flat()
  return [
    ...about('checkIn', absentTemplates(signIn, whole, '签到送的')),
    ...about('tierPolicy', absentTemplates(tierCoupons, whole, '等级礼的')),
    // Rates and tiers contradict each other, so a change of either is refused.
    ...about('earn', tierNamed),
    ...about('tiers', [...tierNamed, ...sold]),
    ...about(
      'tasks',
      visits && !canVisit ? ['有到店任务，但没有一家营业的门店有到店码，先在门店里填好到店码'] : [],
    ),
  ]
}

type ForSale = Pick<Whole, 'shops' | 'templates' | 'rewards'>

/** Rewards that nobody could use, with the reason: they are not sold until that is corrected. */
export function offSaleOf(whole: ForSale): Map<string, string> {
  const off = new Map<string, string>()
  for (const [id, reward] of whole.rewards) {
    const reasons = REASONS[reward.kind](reward, whole)
    // A reward with several offers is sold as long as one of them can be used.
    const [reason] = reasons.every((each) => each !== null) ? reasons : []
    if (reward.onSale && reason) off.set(id, reason)
  }
  return off
}

/** The offers whose coupon somebody could use; the others are not shown. */
export function usableOffers(reward: RewardRules, whole: ForSale): RewardRules['offers'] {
  if (reward.kind !== 'coupon') return reward.offers
  const usable = offersOf(reward).filter(
    (offer) => ofTemplate(offer.couponTemplate, whole) === null,
  )
  return reward.offers.filter(({ id }) => usable.some((each) => each.id === id))
}

function ofCoupon(reward: RewardRules, whole: ForSale): (string | null)[] {
  return templatesOf(reward).map((id) => ofTemplate(id, whole))
}

function ofTemplate(id: string | null, { templates, shops }: ForSale): string | null {
  const template = templates.get(id ?? '')
  if (!template) return `券模板「${id ?? ''}」已经不在`
  const open = (shop: string) => shops.get(shop)?.open === true
  const taken = (template.shops.length === 0 ? [...shops.keys()] : template.shops).some(open)
  return taken ? null : `能用「${template.title}」的门店都已删除或停业`
}

/** A code is used outside: no shop of ours has to take it. */
const REASONS = { coupon: ofCoupon, goods: ofGoods, code: () => [null] }

function ofGoods(reward: RewardRules, { shops }: ForSale): (string | null)[] {
  const isOpen = reward.shops.some((shop) => shops.get(shop)?.open === true)
  return [isOpen ? null : '自提门店都已删除或停业']
}
