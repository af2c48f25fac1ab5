/**
 * Fields of answers that the model does not say, by their paths: words of a screen, lists of which
 * other acts compare the sums, and facts that the model does not keep. A new field is either
 * compared in `acts.ts` or added here by somebody who has looked for the test that holds it.
 */
export const UNREAD: Readonly<Record<string, readonly string[]>> = {
  'home.open': fields(`
    brandName pointUnit tiers.id tiers.name tiers.growth card.nickname card.phoneMasked
    card.deficit card.pending card.couponsUsable card.tier.name card.tier.growth
    card.tier.next.name card.tier.next.growth card.tier.next.missing card.expiring.points
    card.expiring.on card.phoneMove.title card.phoneMove.text card.hasNews card.isGuide
    card.isStaff card.consentOutdated contact.service contact.phone checkIn.today
    checkIn.checkedInToday checkIn.streakDays checkIn.cycleDays checkIn.days.day
    checkIn.days.points checkIn.days.gift.growth checkIn.days.gift.couponTitle
    checkIn.days.state earnRate.points earnRate.perFen
  `),
  'check-in.open': fields(`
    strip.today strip.checkedInToday strip.streakDays strip.cycleDays strip.days.day
    strip.days.points strip.days.gift.growth strip.days.gift.couponTitle strip.days.state
    month firstMonth monthly.days monthly.points monthly.reached monthly.gift.growth
    monthly.gift.couponTitle makeUp.cost makeUp.left makeUp.withinDays makeUp.days.day
    makeUp.days.streakDays
  `),
  'claim.list': fields(`
    claims.channel claims.orderNo claims.state claims.reason claims.staffReason
    claims.proofFacts claims.points claims.expected claims.postDays claims.paidFen
    claims.refundedFen claims.claimedAt claims.postsOn claims.receipt.label
    claims.receipt.points claims.waitsUntil next
  `),
  'claim.recognise': fields('orderNo looksLike'),
  'claim.submit': fields(`
    claim.channel claim.orderNo claim.state claim.reason claim.staffReason claim.proofFacts
    claim.points claim.expected claim.postDays claim.paidFen claim.refundedFen
    claim.claimedAt claim.postsOn claim.receipt.label claim.receipt.points claim.waitsUntil
    balance growthEarned paidToDeficit
  `),
  'claim.withdraw': fields(`
    claim.channel claim.orderNo claim.reason claim.staffReason claim.proofFacts claim.points
    claim.expected claim.postDays claim.paidFen claim.refundedFen claim.claimedAt
    claim.postsOn claim.receipt.label claim.receipt.points claim.waitsUntil
  `),
  'coupon.wallet': fields(`
    now coupons.couponId coupons.face.kind coupons.face.title coupons.face.value
    coupons.face.floorFen coupons.face.terms coupons.face.shopNames coupons.state
    coupons.issuedAt coupons.startsAt coupons.expiresAt coupons.used.at
    coupons.used.shopName coupons.points coupons.cancellable next
  `),
  'coupon.show': fields(`
    now coupon.couponId coupon.face.kind coupon.face.title coupon.face.value
    coupon.face.floorFen coupon.face.terms coupon.face.shopNames coupon.state
    coupon.issuedAt coupon.startsAt coupon.expiresAt coupon.used.at coupon.used.shopName
    coupon.points coupon.cancellable
  `),
  'statement.open': fields(`
    expiry.policy expiry.months expiry.on expiry.yearsLater expiry.leastDays
    byKind.consumption byKind.reward byKind.interaction expiring.month expiring.on lines.at
    lines.kind lines.title lines.note lines.points lines.coupon lines.isNews next
  `),
  'mall.open': fields(`
    pointUnit rewards.name rewards.subtitle rewards.picture rewards.kind rewards.points
    rewards.fen rewards.fullPoints rewards.discount.tier rewards.discount.percent
    rewards.campaign.name rewards.campaign.to rewards.opensAt rewards.earlyUntil
    rewards.closed.why rewards.closed.on rewards.closed.tiers rewards.closed.from
    rewards.closed.to rewards.closed.limit rewards.closed.period
  `),
  'mall.reward': fields(`
    pointUnit reward.rewardId reward.name reward.subtitle reward.picture reward.kind
    reward.points reward.fen reward.fullPoints reward.discount.tier reward.discount.percent
    reward.campaign.name reward.campaign.to reward.opensAt reward.earlyUntil
    reward.closed.why reward.closed.on reward.closed.tiers reward.closed.from
    reward.closed.to reward.closed.limit reward.closed.period offers.offerId offers.name
    offers.points offers.fen offers.fullPoints offers.discount.tier offers.discount.percent
    offers.campaign.name offers.campaign.to offers.opensAt offers.earlyUntil
    offers.closed.why offers.closed.on offers.closed.tiers offers.closed.from
    offers.closed.to offers.closed.limit offers.closed.period offers.tiers
    offers.balanceFrom offers.until offers.floorFen offers.limits.period offers.limits.count
    offers.burnsFirst.points offers.burnsFirst.on bestOffer way.short way.steps.kind
    way.steps.title way.steps.points way.steps.count way.steps.on way.steps.paidFen
    description terms perMember limits.period limits.count shops.shopId shops.name
    shops.address
  `),
  'redemption.list': fields(`
    redemptions.redemptionId redemptions.rewardId redemptions.name redemptions.picture
    redemptions.kind redemptions.points redemptions.state redemptions.placedAt
    redemptions.couponId redemptions.shopName redemptions.cancellable
    redemptions.pickUp.lastDay redemptions.pickUp.isOver redemptions.pickUp.handedOver.at
    redemptions.pickUp.handedOver.shopName redemptions.pickUp.handedOver.guideName
    redemptions.poolCode.shownAt redemptions.poolCode.lastDay redemptions.poolCode.howTo
    next waiting.fen waiting.kind waiting.name waiting.payBy waiting.picture waiting.points
    waiting.redemptionId waiting.refund waiting.reservationId waiting.rewardId
    waiting.shopName waiting.state
  `),
  'redemption.showPickUp': fields(`
    now redemption.redemptionId redemption.rewardId redemption.name redemption.picture
    redemption.kind redemption.points redemption.state redemption.placedAt
    redemption.couponId redemption.shopName redemption.cancellable redemption.pickUp.lastDay
    redemption.pickUp.isOver redemption.pickUp.handedOver.at
    redemption.pickUp.handedOver.shopName redemption.pickUp.handedOver.guideName
    redemption.poolCode.shownAt redemption.poolCode.lastDay redemption.poolCode.howTo code
    shopAddress
  `),
  'redemption.showCode': fields(`
    redemption.redemptionId redemption.rewardId redemption.name redemption.picture
    redemption.kind redemption.points redemption.state redemption.placedAt
    redemption.couponId redemption.shopName redemption.cancellable redemption.pickUp.lastDay
    redemption.pickUp.isOver redemption.pickUp.handedOver.at
    redemption.pickUp.handedOver.shopName redemption.pickUp.handedOver.guideName
    redemption.poolCode.shownAt redemption.poolCode.lastDay redemption.poolCode.howTo
  `),
  'reservation.cancel': fields(`
    now reservation.fen reservation.kind reservation.name reservation.payBy
    reservation.picture reservation.points reservation.reservationId reservation.rewardId
    reservation.shopName
  `),
  'reservation.check': fields(`
    now reservation.fen reservation.kind reservation.name reservation.payBy
    reservation.picture reservation.points reservation.reservationId reservation.rewardId
    reservation.shopName
  `),
  'reservation.pay': fields(`
    now payment.nonceStr payment.package payment.paySign payment.signType payment.timeStamp
    reservation.kind reservation.name reservation.payBy reservation.picture
    reservation.redemptionId reservation.refund reservation.reservationId
    reservation.rewardId reservation.shopName
  `),
  'reservation.reserve': fields(`
    now payment.nonceStr payment.package payment.paySign payment.signType payment.timeStamp
    reservation.kind reservation.name reservation.payBy reservation.picture
    reservation.redemptionId reservation.refund reservation.rewardId reservation.shopName
  `),
  'join.open': fields(`
    brandName consent.version consent.title consent.text benefits consentOutdated
    phoneMasked
  `),
  'join.join': fields('found'),
  'leave.open': fields('brandName pointUnit claims otherBrands phoneMasked'),
  'leave.leave': fields('leftAt'),
  'profile.open': fields(`
    today untilNewYear changeableFrom nextChangeFrom multiplier.scope multiplier.percent
  `),
  'profile.setBirthday': fields('changeableFrom missed'),
  'notice.list': fields(`
    notices.noticeId notices.kind notices.title notices.text notices.points notices.couponId
    notices.expiresOn notices.at notices.read next through.at through.count newSince hasNews
    templateIds
  `),
  'review.open': fields(`
    title about growth leastLetters perDay orders.channel orders.orderNo orders.items
    orders.boughtOn
  `),
  'task.openInvite': fields('title about growth inviteePoints perDay'),
  'task.open': fields(`
    today left earned done total rows.id rows.kind rows.group rows.title rows.about
    rows.points rows.growth rows.inviteePoints rows.count rows.goal rows.cycle rows.state
    rows.until
  `),
  'tier.open': fields(`
    today tier.name growth window.kind window.until window.months next.name next.growth
    next.missing keep.missing keep.by keep.lastDay keep.isGrace leaving.growth leaving.after
    leaving.rest manual.until manual.reason graceDays earning.growth earning.perFen tiers.id
    tiers.name tiers.growth tiers.benefits.discountPercent tiers.benefits.multiplierPercent
    tiers.benefits.birthday.points tiers.benefits.birthday.couponTitle
    tiers.benefits.earlyHours tiers.benefits.words tiers.benefits.gift.points
    tiers.benefits.gift.couponTitle
  `),
  'duty.open': fields(`
    guide.name guide.number duty.shopName duty.since writtenOffToday recent.at recent.title
    recent.shopName
  `),
  'write-off.validate': fields(`
    face.kind face.title face.value face.floorFen face.terms face.shopNames memberName
    expiresAt goods.name goods.picture shopName placedAt lastDay
  `),
  'redemption.extendPickUp': fields(`
    redemption.redemptionId redemption.rewardId redemption.name redemption.picture
    redemption.kind redemption.points redemption.state redemption.placedAt
    redemption.couponId redemption.shopName redemption.cancellable redemption.pickUp.lastDay
    redemption.pickUp.isOver redemption.pickUp.handedOver.at
    redemption.pickUp.handedOver.shopName redemption.pickUp.handedOver.guideName
    redemption.poolCode.shownAt redemption.poolCode.lastDay redemption.poolCode.howTo
  `),
  'code-pool.load': fields('done problems.line problems.reason pool.all pool.left'),
  'guide.enrol': fields('guideId'),
  'staff.enrol': fields('staffId'),
  'shop.makeDutyCode': fields('fileId scene'),
  'shop.makeVisitCode': fields('fileId scene'),
  'alert.resolve': fields('alertId operator resolvedAt'),
  'reconciliation.run': fields('started'),
  'reconciliation.open': fields(`
    sweep.day sweep.full sweep.done sweep.checked sweep.drifts alerts.topic alerts.kind
    alerts.subject alerts.sentence alerts.firstSeenAt alerts.lastSeenAt
  `),
  'key-rotation.run': fields('rotated next'),
  'claim.openQueue': fields(`
    asOf claims.claimId claims.why claims.memberId claims.nickname claims.phoneTail
    claims.claimedAt claims.queuedAt claims.proof.phoneTail claims.proof.paidFen
    claims.proof.paidOn claims.proof.paidTime claims.order.channel claims.order.orderNo
    claims.order.status claims.order.paidFen claims.order.refundedFen claims.order.paidOn
    claims.order.phoneTail claims.order.holder.memberId claims.order.holder.claimedAt next
    waiting.upToOneDay waiting.upToThreeDays waiting.longer alarms.alertId alarms.memberIds
    alarms.member.nickname alarms.member.phoneTail alarms.order.channel alarms.order.orderNo
    alarms.sentence alarms.lastSeenAt
  `),
  'approval.list': fields(`
    approvals.approvalId approvals.memberId approvals.points approvals.reason
    approvals.requestedBy approvals.requestedAt approvals.expiresAt
  `),
  'approval.decide': fields('approvalId'),
  'earning.simulate': fields('receipt.label receipt.points ruleVersion'),
  'program.calculate': fields(`
    giveBackPercent expectedPercent marginLeftPercent withinLimit outstandingPoints
    liabilityFen verdict
  `),
  'print-code.makeBatch': fields('fileId count'),
  'print-code.activate': fields('batchId name points count collected'),
  'print-code.void': fields('batchId name points count collected'),
  'order-import.preview': fields(`
    importId state percent problem channel layout orders added changed unchanged
    claimsCredited claimsClawedBack errorCount errors.row errors.column errors.message
    notes.code notes.sheet notes.row notes.rows notes.message accept
  `),
  'order-import.commit': fields(`
    importId state percent problem channel layout orders added changed unchanged
    claimsCredited claimsClawedBack errorCount errors.row errors.column errors.message
    notes.code notes.sheet notes.row notes.rows notes.message accept
  `),
}

function fields(text: string): string[] {
  return text.trim().split(/\s+/)
}
