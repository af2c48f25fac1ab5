/** The same ¥50 with two floors. */
export function bakeryTemplates(brand: string) {
  return [template(`${brand}:bake-50`, 50_000), template(`${brand}:bake-50-easy`, 80_000)]
}

function template(_id: string, floorFen: number) {
  return {
    _id,
    title: '¥50 烘焙券',
    kind: 'off',
    value: 5000,
    floorFen,
    terms: '可叠加会员折扣，不与其他券同用',
    validDays: 30,
    shops: [],
  }
}

/** One coupon at several prices: more points for a lower floor, or fewer for a higher one. */
export function bakeryCoupon(brand: string) {
  return {
    _id: `${brand}:bake-50`,
    name: '¥50 烘焙券',
    subtitle: '全场可用',
    picture: 'coupon-50',
    kind: 'coupon',
    couponTemplate: 'bake-50',
    stock: 62,
    onSale: true,
    order: 42,
    limits: [{ who: 'each', period: 'month', count: 2 }],
    offers: [
      {
        id: 'plenty',
        price: { points: 2000 },
        tierDiscount: true,
        audience: { balanceFrom: 2000 },
      },
      {
        id: 'easy',
        name: '积分不多也能换',
        price: { points: 500 },
        couponTemplate: 'bake-50-easy',
        campaigns: [
          { name: '双十二', from: '2026-12-10', to: '2026-12-12', price: { points: 400 } },
        ],
      },
    ],
    description: '面包、蛋糕、饮品都能用，一次用一张，满额按实付算。',
    terms: ['未使用前可以取消，积分退回', '过期未用不返还积分'],
  }
}
