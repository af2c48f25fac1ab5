import { bakeryTemplates } from './bakery-coupon'
import { BRAND } from './brand-id'
import { catalog } from './catalog'

/** 山屿烘焙, an invented bakery: the documents that its staff would write in the cloud console. */

const consent = `欢迎加入山屿烘焙会员。

一、我们会保存什么：你的微信标识，你愿意提供的手机号（加密保存，屏幕上只显示前三位和后两位），你的积分、成长值、券和认领的订单。

二、用来做什么：只用于会员积分、等级、券和售后，不会提供给其他商家。

三、积分怎么来：在任一店铺下单后认领订单，实付每满 1 元得 1 积分，退款会按比例扣回；每日签到也有积分。

四、积分怎么到期：每一笔积分从获得当月起满 12 个月的月底到期，先到期的先用。

五、你可以随时在「我的 → 注销会员」自己删除这些信息，不能恢复；之后只留下没有你信息的积分数字，和一个认不出你是谁的标记，让一次性的礼不重复发。`

/**
 * Everything that the platform allows: fixed rewards, announced before, and none for forwarding or
 * following.
 */
const tasks = [
  {
    id: 'invite',
    kind: 'invite',
    title: '邀请好友入会',
    points: 100,
    inviteePoints: 50,
    perDay: 5,
  },
  {
    id: 'visit',
    kind: 'visit',
    title: '到店扫码签到',
    points: 20,
    perDay: 3,
    about: '每店每天 1 次',
  },
  {
    id: 'review',
    kind: 'review',
    title: '写一条购后评价',
    points: 30,
    about: '每单一次，写满 15 字，几颗星都一样',
  },
  {
    id: 'month-days',
    kind: 'check-in',
    title: '本月签到 15 天',
    goal: 15,
    points: 40,
    window: 'month',
    from: '2025-11-01',
  },
  {
    id: 'month-orders',
    kind: 'orders',
    title: '本月下 2 单',
    goal: 2,
    points: 60,
    window: 'month',
    from: '2025-11-01',
    leastFen: 2000,
    growth: 20,
    about: '每单实付满 20 元，退货期过后计入',
  },
  {
    id: 'three-kinds',
    kind: 'categories',
    title: '买齐 3 个品类',
    goal: 3,
    points: 120,
    window: 'once',
    from: '2025-11-01',
    about: '面包、蛋糕、点心、咖啡里任选 3 类',
    categories: [
      { id: 'bread', name: '面包', words: ['吐司', '可颂', '贝果', '面包'] },
      { id: 'cake', name: '蛋糕', words: ['蛋糕'] },
      { id: 'pastry', name: '点心', words: ['曲奇', '凤梨酥', '蛋黄酥'] },
      { id: 'coffee', name: '咖啡', words: ['咖啡'] },
    ],
  },
]

/** 会员规则: the base document, and a document of its own for each part. */
const programs = [
  {
    _id: BRAND,
    brandName: '山屿烘焙',
    pointUnit: '积分',
    contact: { service: true, phone: '0571-87001234' },
  },
  {
    _id: `${BRAND}:earning`,
    earn: { points: 1, perFen: 100, birthday: { scope: 'month', percent: 200 } },
    giveBack: {
      worthPoints: 10,
      worthFen: 100,
      expiryPercent: 20,
      marginPercent: 55,
      limitPercent: 15,
    },
  },
  {
    _id: `${BRAND}:check-in`,
    checkIn: {
      cycleDays: 7,
      rewards: [5, 5, 5, 5, 5, 10, 50],
      milestones: [{ day: 7, growth: 20, coupon: 'coffee' }],
      monthly: [
        { days: 10, points: 20 },
        { days: 20, points: 60 },
      ],
      makeUp: { cost: 20, perMonth: 3, withinDays: 7 },
    },
  },
  { _id: `${BRAND}:claim`, claim: { windowDays: 180, waitDays: 15, perDay: 20, postDays: 7 } },
  {
    _id: `${BRAND}:tiers`,
    growth: { growth: 1, perFen: 100 },
    tiers: [
      { id: 'shisha', name: '拾沙', growth: 0 },
      { id: 'juqiu', name: '聚丘', growth: 500 },
      { id: 'zhuta', name: '筑塔', growth: 1500 },
      { id: 'dengding', name: '登顶', growth: 5000 },
    ],
    benefits: ['每天签到攒积分', '全平台订单补积分', '积分换面包和好礼'],
  },
  { _id: `${BRAND}:tasks`, tasks, profile: { points: 30 } },
  { _id: `${BRAND}:expiry`, expiry: { months: 12 } },
  { _id: `${BRAND}:notices`, notices: {} },
  { _id: `${BRAND}:consent`, consent: { version: '2026-08-01', title: '会员须知', text: consent } },
]

const shops = [
  shop('hubin', '湖滨店', '杭州市上城区湖滨路 12 号', 'HB2026QD01', 'HUBIN2026'),
  shop('wulin', '武林店', '杭州市拱墅区武林路 88 号', 'WL2026QD02', 'WULIN2026'),
  shop('binjiang', '滨江店', '杭州市滨江区江南大道 365 号', 'BJ2026QD03', 'BINJIANG2026'),
]

function shop(id: string, name: string, address: string, dutyCode: string, visitCode: string) {
  return { _id: `${BRAND}:${id}`, name, address, dutyCode, visitCode, open: true }
}

const templates = [
  {
    _id: `${BRAND}:off-20`,
    title: '满 100 减 20',
    kind: 'off',
    value: 2000,
    floorFen: 10000,
    terms: '到店消费使用，不与其他优惠同享',
    validDays: 30,
    shops: [],
  },
  ...bakeryTemplates(BRAND),
  {
    _id: `${BRAND}:discount-80`,
    title: '生日蛋糕 8 折',
    kind: 'discount',
    value: 80,
    floorFen: 0,
    terms: '适用于 6 寸及以上蛋糕，限湖滨店、武林店',
    validDays: 60,
    shops: ['hubin', 'wulin'],
  },
  {
    _id: `${BRAND}:coffee`,
    title: '手冲咖啡 1 杯',
    kind: 'exchange',
    value: 0,
    floorFen: 0,
    terms: '任选当日豆单一款，堂食或外带',
    validDays: 14,
    shops: [],
  },
  {
    _id: `${BRAND}:toast`,
    title: '全麦吐司 1 条',
    kind: 'exchange',
    value: 0,
    floorFen: 0,
    terms: '当日现烤，售完请选次日',
    validDays: 14,
    shops: [],
  },
]

/** 等级规则, published after a year: see the story. */
export const tierPolicy = {
  since: '2026-11-20',
  window: { kind: 'calendarYear' },
  graceDays: 30,
  benefits: [
    { tier: 'juqiu', discountPercent: 95, earlyHours: 24, birthday: { points: 66 } },
    {
      tier: 'zhuta',
      discountPercent: 90,
      earlyHours: 72,
      words: ['新品试吃'],
      birthday: { points: 88, coupon: 'coffee' },
    },
    {
      tier: 'dengding',
      discountPercent: 85,
      earlyHours: 120,
      birthday: { points: 188, coupon: 'coffee' },
      words: ['新品试吃', '烘焙课名额'],
    },
  ],
  gifts: [
    { tier: 'juqiu', points: 50 },
    { tier: 'zhuta', points: 100, coupon: 'coffee' },
    { tier: 'dengding', points: 300, coupon: 'coffee' },
  ],
}

/** 开售: an apron that members of upper tiers can redeem earlier and for less. */
export const launch = { saleFrom: '2026-11-24 10:00', tierDiscount: true }

/** Collections in the order in which staff would fill them. */
export const DOCUMENTS: Record<string, { _id: string }[]> = {
  shops,
  coupon_templates: templates,
  catalog,
  programs,
}
