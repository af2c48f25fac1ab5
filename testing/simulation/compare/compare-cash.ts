import type { Held } from '../world/held'
import type { World } from '../world/world'
import type { Expect } from './compare'
import type { Picture } from './picture'

/** What is held, paid and given back: by the world, by our documents, and by WeChat Pay’s own books. */
export function compareCash(
  { held }: World,
  { reservations, books }: Picture,
  expect: Expect,
  who: (account: string) => string,
): void {
  const wanted = [...held.values()].map(
    (each) => `${each.who} ${each.requestId} ${each.reward} ${each.state} ${backIn(each)}`,
  )
  const actual = reservations.map(({ account, requestId, rewardId, state, refund, ...one }) => {
    const trade = books.trades[one.outTradeNo]
    const given = Object.values(books.refunds).filter((each) => each.outTradeNo === one.outTradeNo)
    const sums = given.map(({ fen, state: how }) => `${fen} ${how}`)
    const taken = trade && trade.paidAt !== null ? trade.fen : 0
    const cash = `${taken} in, ${sums.join(' and ') || 'nothing'} out`
    return `${who(account)} ${requestId} ${rewardId} ${state} ${refund?.state ?? null}, ${cash}`
  })
  expect('what is held for cash', wanted.sort(), actual.sort())
  const strange = Object.keys(books.trades).length - reservations.length
  expect('payments at WeChat Pay that nobody reserved', true, strange <= 0)
}

const AT_WECHAT = { underWay: 'PROCESSING', done: 'SUCCESS' }

function backIn({ fen, isPaid, refund }: Held): string {
  const out = refund === null || refund === 'owed' ? 'nothing' : `${fen} ${AT_WECHAT[refund]}`
  return `${refund}, ${isPaid ? fen : 0} in, ${out} out`
}
