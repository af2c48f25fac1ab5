export const DOMAIN = 'cloudfunctions/domain'

/** The chapters in which points move. */
const STRICT = new Set([
  ...['account', 'ledger', 'earning', 'order', 'claim', 'check-in', 'mall', 'coupon', 'tier'],
])

export function chapterOf({ file }) {
  const [chapter, more] = file.slice(DOMAIN.length + 1).split('/')
  return more === undefined ? 'shared' : chapter
}

/** How much of a chapter's changes, in percent, tests have to notice. */
export function markOf(chapter) {
  return STRICT.has(chapter) ? 95 : 85
}

/** What a test notices, of everything that somebody could see. */
export function percentOf({ killed, survived, untouched }) {
  return (100 * killed) / Math.max(1, killed + survived + untouched)
}
