/**
 * What follows from a programme in which the number of an order is enough: its staff read it beside
 * the word that it took effect. Null for any other.
 */
export function openClaimNote(body: Record<string, unknown>): string | null {
  const claim = body.claim as { proof?: unknown } | undefined
  if (claim?.proof !== 'never') return null
  return (
    '注意：认领凭证选了不用，知道编号就能认领别人的订单；下单手机号对得上的会员来认领时，' +
    '没入账的会改归他，已入账的由店员核对。想更稳妥，把认领凭证改成 always'
  )
}
