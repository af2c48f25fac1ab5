/**
 * What it means that a programme asks for nothing but the order number: its staff read this next to
 * the status that says it is in force. Null for any other programme.
 */
export function openClaimNote(body: Record<string, unknown>): string | null {
  const claim = body.claim as { proof?: unknown } | undefined
  if (claim?.proof !== 'never') return null
  return (
    '注意：认领凭证选了不用，知道编号就能认领别人的订单；下单手机号对得上的会员来认领时，' +
    '没入账的会改归他，已入账的由店员核对。想更稳妥，把认领凭证改成 always'
  )
}
