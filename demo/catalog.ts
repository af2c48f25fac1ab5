import { bakeryCoupon } from './bakery-coupon'
import { ALL_SHOPS, BRAND } from './brand-id'

/** 商城: what the demo brand's members can redeem. */
export const catalog = [
  coupon('off-20', '满 100 减 20 券', '全场可用', 'coupon-20', 200, 500, 'off-20', 10),
  coupon(
    'discount-80',
    '蛋糕 8 折券',
    '湖滨、武林两店',
    'coupon-discount',
    360,
    200,
    'discount-80',
    20,
  ),
  coupon('coffee', '手冲咖啡', '当日豆单任选', 'coffee', 120, 300, 'coffee', 30),
  coupon('toast', '全麦吐司 450g', '每天早上 7 点出炉', 'toast', 150, 300, 'toast', 40),
  bakeryCoupon(BRAND),
  parking(),
  goods('mug', '山屿马克杯 350ml', '粗陶，手工上釉', 'mug', 680, 60, 50),
  goods('apron', '亚麻围裙', '师傅同款', 'apron', 980, 30, 60),
  goods('pineapple-cake', '凤梨酥礼盒 12 枚', '土凤梨，慢炒四小时', 'pineapple-cake', 1280, 40, 70),
  {
    ...goods('gift-box', '凤梨酥尝鲜盒 6 枚', '土凤梨，慢炒四小时', 'pineapple-cake', null, 40, 75),
    offers: [{ id: 'cash', price: { points: 400, fen: 6320 } }],
  },
  goods('cheesecake', '海盐芝士蛋糕 6 寸', '到店取，需提前一天', 'cheesecake', 1680, 0, 80),
]

function coupon(
  id: string,
  name: string,
  subtitle: string,
  picture: string,
  points: number,
  stock: number,
  couponTemplate: string,
  order: number,
) {
  const shelf = { points, stock, perMember: 10, onSale: true, order }
  return {
    _id: `${BRAND}:${id}`,
    name,
    subtitle,
    picture,
    kind: 'coupon',
    couponTemplate,
    ...shelf,
    description: '兑换后放进券包，到店出示券码即可使用。',
    terms: ['未使用前可以取消，积分退回', '过期未用不返还积分'],
  }
}

function goods(
  id: string,
  name: string,
  subtitle: string,
  picture: string,
  points: number | null,
  stock: number,
  order: number,
) {
  return {
    _id: `${BRAND}:${id}`,
    name,
    subtitle,
    picture,
    kind: 'goods',
    points,
    stock,
    perMember: 2,
    onSale: true,
    order,
    shops: ALL_SHOPS,
    description: '兑换后到所选门店自提，请在 30 天内取走。',
    terms: ['到店出示取货码领取', '领取前可以取消，积分退回'],
  }
}

/** 停车券: each member gets a code of its own; `seed.ts` loads them. */
function parking() {
  return {
    _id: `${BRAND}:parking`,
    name: '停车 2 小时',
    subtitle: '湖滨、武林两店停车场',
    picture: 'parking',
    kind: 'code',
    points: 60,
    stock: 0,
    codeUse: '出场前在缴费机上点「优惠码」，输入这串码，抵 2 小时停车费。',
    codeLastDay: '2027-06-30',
    perMember: 4,
    onSale: true,
    order: 45,
    description: '一个码抵 2 小时，一辆车一次可以用两个。',
    terms: ['看过码以后不能取消', '过期作废，不返还积分'],
  }
}
