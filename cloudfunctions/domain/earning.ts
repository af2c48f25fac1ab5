import { assertWhole } from './assert'

/** So many for every `perFen` of spending. */
export interface Rate {
  each: number
  perFen: number
}

/** floor(fen × each ÷ perFen): rounded down once, on the whole order. */
export function floorOfSpend(amountFen: number, rate: Rate): number {
  assertWhole(amountFen, 'an amount in fen')
  assertWhole(amountFen * rate.each, 'an amount times its rate')
  return Math.floor((amountFen * rate.each) / rate.perFen)
}
