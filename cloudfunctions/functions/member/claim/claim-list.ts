import { ClaimView, listClaims } from '../../../contracts/claim/claim'
import { memberReader } from '../../../platform/door/caller-gate'
import { _ } from '../../../platform/wechat/cloud'
import { findDocuments } from '../../../platform/database/collection'
import { readable } from '../../../platform/door/damaged'
import { claimRules } from '../../../workflows/claim/claim-settlement'
import { inForce } from '../../../workflows/programme/publication'
import { viewOfOrder, viewOfWaiting } from './claim-view'

const CLAIMS_PER_PAGE = 20

export const handleListClaims = memberReader(listClaims, async ({ before }, context) => {
  const { accountId: account, now, brand } = context
  const rules = claimRules((await inForce(brand, now)).program)
  const bound = _.lt(before ?? Number.MAX_SAFE_INTEGER)
  const limit = CLAIMS_PER_PAGE + 1
  const [orders, waiting] = await Promise.all([
    findDocuments('orders', {
      where: { 'claim.account': account, 'claim.claimedAt': bound },
      sort: [['claim.claimedAt', -1]],
      limit,
    }),
    findDocuments('claims', {
      where: { account, state: _.in(['waiting', 'review', 'closed']), claimedAt: bound },
      sort: [['claimedAt', -1]],
      limit,
    }),
  ])
  const all = [
    ...orders.map((order) => ({ order, at: order.claim?.claimedAt ?? 0 })),
    ...waiting.map((each) => ({ each, at: each.claimedAt })),
  ]
  all.sort((a, b) => b.at - a.at)
  const page = all.slice(0, CLAIMS_PER_PAGE)
  const claims = await Promise.all(
    page.map((row) =>
      'order' in row
        ? readable(context, 'orders', [row.order], ClaimView, (one) => viewOfOrder(one, rules))
        : readable(context, 'claims', [row.each], ClaimView, (one) => viewOfWaiting(one, now)),
    ),
  )
  return {
    claims: claims.flat(),
    next: all.length > CLAIMS_PER_PAGE ? (page.at(-1)?.at ?? null) : null,
  }
})
