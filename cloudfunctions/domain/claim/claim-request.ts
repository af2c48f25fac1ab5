import type { Account } from '../account/account'
import { firstAnswer, withAnswer } from '../once-only'

/** Keeps what a request asked for: the same id is refused for anything else (law 3). */
export function noteClaimRequest(
  account: Account,
  asked: { requestId: string; about: string },
): Account {
  const { claims } = account
  if (firstAnswer(claims.requests, asked)) return account
  return { ...account, claims: { ...claims, requests: withAnswer(claims.requests, asked, null) } }
}
