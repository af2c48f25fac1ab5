/** So few pieces that members often meet the end of the stock, and so cheap that they can pay. */
export const SHELF: Record<string, Record<string, unknown>> = {
  coffee: { points: 5, stock: 9 },
  toast: { points: 12, stock: 300 },
  'off-20': { points: 9, stock: 15 },
  'discount-80': { points: 120, stock: 200, cancellable: false },
  mug: { points: 14, stock: 12 },
  apron: { points: 180, stock: 30 },
  'pineapple-cake': { points: 30, stock: 40, saleFrom: '2099-01-01 10:00' },
  // Lives are longer than its codes would be good for.
  parking: { points: 8, stock: 0, codeLastDay: null },
  // Cash alone is in the coupon below.
  'gift-box': {
    stock: 6,
    perMember: 3,
    offers: [
      { id: 'cash', price: { points: 6, fen: 990 } },
      {
        id: 'daily',
        price: { points: 3, fen: 1290 },
        limits: [
          { who: 'each', period: 'day', count: 1 },
          { who: 'all', period: 'week', count: 2 },
        ],
      },
      { id: 'rich', price: { points: 30, fen: 100 }, audience: { balanceFrom: 60 } },
      { id: 'soon', price: { points: 2, fen: 500 }, from: '2026-12-05' },
      { id: 'early', price: { points: 1, fen: 200 }, to: '2026-11-28' },
    ],
  },
  'bake-50': {
    stock: 60,
    limits: [{ who: 'each', period: 'month', count: 5 }],
    offers: [
      {
        id: 'plenty',
        price: { points: 9 },
        audience: { balanceFrom: 40 },
        campaigns: [
          { name: '感恩', from: '2026-11-24', to: '2026-12-01', price: { points: 6 } },
          { name: '年终', from: '2026-12-20', to: '2026-12-31', price: { points: 15 } },
        ],
        limits: [
          { who: 'each', period: 'day', count: 1 },
          { who: 'all', period: 'week', count: 3 },
        ],
      },
      {
        id: 'few',
        price: { points: 4 },
        couponTemplate: 'bake-50-easy',
        audience: { balanceTo: 80 },
        limits: [
          { who: 'each', period: 'week', count: 2 },
          { who: 'all', period: 'ever', count: 20 },
        ],
      },
      { id: 'later', price: { points: 3 }, from: '2026-12-05' },
      { id: 'bought', price: { points: 0, fen: 600 } },
      {
        id: 'tower',
        price: { points: 2 },
        to: '2026-12-15',
        audience: { tiers: ['juqiu', 'zhuta'] },
        limits: [
          { who: 'each', period: 'ever', count: 3, tiers: ['juqiu'] },
          { who: 'all', period: 'day', count: 1, tiers: ['zhuta'] },
        ],
      },
    ],
  },
}
