import * as v from 'valibot'
import { CapSettings } from '../earning/cap-settings'
import { CheckInSettings } from '../check-in/check-in-settings'
import { EarnSettings } from '../earning/earn-settings'
import { CHANNELS } from '../order/channel'
import { ContactSettings } from './contact'
import { ExpirySettings } from '../ledger/expiry'
import { NoticeSettings } from '../message/notice-settings'
import { between, Count, fen, named, paragraphs, slug, text } from '../scalars'
import { TierPolicySettings } from '../tier/tier-settings'
import { TaskSettings } from '../task/task-settings'
import { staffAction } from '../staff/staff-role'

const Tier = v.strictObject({
  id: slug('等级编号'),
  name: text('等级名称', 8),
  growth: between('等级所需成长值', 0, 100_000_000),
})

/**
 * 会员规则: what staff edit as one document, `programs/<brand>`. An order brings floor((fen paid −
 * refunded) × points ÷ perFen) points; growth likewise.
 */
export const ProgramRules = v.strictObject({
  brandName: text('品牌名称', 20),
  pointUnit: text('积分叫法', 6),
  earn: EarnSettings,
  growth: named(
    '成长值规则',
    v.strictObject({
      growth: between('每份消费得的成长值', 0, 10_000),
      perFen: fen('成长值每份消费的金额', 1, 10_000_000),
    }),
  ),
  tiers: v.pipe(
    v.array(Tier, '等级要填成列表'),
    v.minLength(1, '至少要有一个等级'),
    v.maxLength(8, '等级最多 8 个'),
    v.check((tiers) => tiers[0]?.growth === 0, '第一个等级所需成长值要填 0'),
    v.check(
      (tiers) => tiers.every((t, i) => i === 0 || t.growth > (tiers[i - 1]?.growth ?? 0)),
      '等级所需成长值要一个比一个大',
    ),
    v.check((tiers) => new Set(tiers.map((t) => t.id)).size === tiers.length, '等级编号不能重复'),
    v.title('等级'),
  ),
  /** Null counts growth of all time, without cycles. */
  tierPolicy: v.optional(v.nullable(named('等级规则', TierPolicySettings)), null),
  checkIn: CheckInSettings,
  /** 每人每天上限; a programme without this field has none. */
  caps: v.optional(named('每人每天上限', CapSettings), {}),
  /** 完善资料: what giving the birthday brings, once forever. */
  profile: v.optional(
    named(
      '完善资料',
      v.strictObject({ points: between('完善资料奖励', 0, 10_000) }, '完善资料要写出奖励多少积分'),
    ),
    { points: 0 },
  ),
  /** 任务; the platform's own rules are checked in `domain/programme/wechat-policy.ts`. */
  tasks: v.optional(TaskSettings, []),
  /** What points are worth, and the largest part of sales that the brand gives back. */
  giveBack: named(
    '返点测算',
    v.strictObject({
      worthPoints: between('积分价值：多少积分', 1, 1_000_000),
      worthFen: fen('积分价值：值多少钱', 1, 100_000_000),
      expiryPercent: between('预计过期比例', 0, 90),
      marginPercent: between('毛利率', 0, 100),
      limitPercent: between('返点上限', 1, 100),
    }),
  ),
  expiry: named('积分有效期', ExpirySettings),
  claim: v.strictObject({
    windowDays: between('下单后多少天内可认领', 1, 3650),
    waitDays: between('等待店铺数据的天数', 1, 90),
    perDay: between('每人每天可认领的订单数', 1, 200),
    /**
     * 凭证, for orders that the member's phone does not match. always: a proof is needed. phone: only
     * if the order shows another phone. never: none, so anybody who knows a number gets its points.
     * In each, a buyer whose verified phone is on the order comes first.
     */
    proof: v.optional(
      v.picklist(
        ['never', 'phone', 'always'],
        '认领凭证只能填 never（不用）、phone（手机号对不上时要）或 always（都要）',
      ),
      'always',
    ),
    /** Failed tries within a day, after which claiming is locked for 24 hours. */
    lockAfter: v.optional(between('多少次没对上就锁 24 小时', 3, 100), 10),
    /** Days after an order is finished until its points can be spent. */
    postDays: between('订单完成后多少天入账', 0, 90),
    /** The most that a member can owe after refunds; the brand bears the rest. Null: no limit. */
    deficitLimit: v.optional(v.nullable(between('退款后最多记多少欠账', 0, 100_000_000)), null),
    /** A different number of days for some channels. */
    postDaysByChannel: v.optional(
      v.record(
        v.picklist(CHANNELS, '渠道编号不对，可填 ' + CHANNELS.join('、')),
        between('订单完成后多少天入账', 0, 90),
      ),
      {},
    ),
  }),
  /** 到期提醒; a programme without this field reminds at 30, 7 and 1 days, in the app only. */
  notices: v.optional(named('到期提醒', NoticeSettings), {}),
  /** 联系我们; a programme without this field shows nothing. */
  contact: v.optional(named('联系方式', ContactSettings), {}),
  consent: named(
    '会员须知',
    v.strictObject({
      version: text('会员须知版本', 40),
      title: text('会员须知标题', 30),
      text: paragraphs('会员须知正文', 5000),
    }),
  ),
  benefits: v.pipe(
    v.array(text('会员权益', 20), '会员权益要填成列表'),
    v.maxLength(6, '会员权益最多 6 条'),
    v.title('会员权益'),
  ),
})
export type ProgramRules = v.InferOutput<typeof ProgramRules>

/** 返点测算: what these rates give back; writes nothing. Absent fields are those in force. */
export const calculateGiveBack = staffAction('program.calculate', {
  roles: ['console', 'rules'],
  input: v.strictObject({
    operator: text('操作人', 30),
    earnPoints: v.optional(between('每份消费得的积分', 0, 10_000)),
    earnPerFen: v.optional(fen('每份消费的金额', 1, 10_000_000)),
    worthPoints: v.optional(between('积分价值：多少积分', 1, 1_000_000)),
    worthFen: v.optional(fen('积分价值：值多少钱', 1, 100_000_000)),
  }),
  output: v.strictObject({
    /** Per cent of spending with up to two digits, `10.25`. */
    giveBackPercent: v.string(),
    expectedPercent: v.string(),
    marginLeftPercent: v.string(),
    withinLimit: v.boolean(),
    /** Points that members hold now, and what they are worth. */
    outstandingPoints: Count,
    liabilityFen: Count,
    verdict: v.string(),
  }),
  refusals: [],
})

/** 检查发布: reads every edited document, publishes the good ones, writes a reason on the others. */
export const checkPublications = staffAction('program.check', {
  roles: ['console', 'rules'],
  input: v.strictObject({ operator: text('操作人', 30) }),
  output: v.strictObject({
    published: Count,
    unchanged: Count,
    rejected: v.array(v.strictObject({ document: v.string(), reason: v.string() })),
    /** Rewards that are not sold, because something they need no longer exists. */
    offSale: v.array(v.strictObject({ document: v.string(), reason: v.string() })),
    /** Shops that this run withdraws or closes, with the guides, pick-ups and coupons concerned. */
    stopped: v.array(v.strictObject({ document: v.string(), reason: v.string() })),
  }),
  refusals: [],
})

/** 退回历史版本: an earlier version of one document becomes its next one; the others do not move. */
export const rollBack = staffAction('program.rollBack', {
  roles: ['console', 'rules'],
  input: v.strictObject({
    operator: text('操作人', 30),
    collection: v.picklist(
      ['programs', 'shops', 'coupon_templates', 'catalog'],
      '集合只能填 programs（会员规则）、shops（门店）、coupon_templates（券模板）或 catalog（兑换品）',
    ),
    /** The document's id, such as `shanyu:check-in`. */
    document: text('文档编号', 80),
    version: between('版本号', 1, 1_000_000),
  }),
  output: v.strictObject({
    /** The number under which it is in force now. */
    version: Count,
    status: v.string(),
  }),
  refusals: [
    'VERSION_NOT_FOUND',
    'ALREADY_IN_FORCE',
    /** Today's rules, or another document, no longer allow it; `reason` says why. */
    'VERSION_REFUSED',
  ],
})
