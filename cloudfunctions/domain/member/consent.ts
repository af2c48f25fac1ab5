import type { Account } from '../account/account'

/** This many of the newest agreements are kept. */
const KEPT = 20

/** What a member agrees to: the programme's text, and the programme's own number. */
export interface ConsentTerms {
  version: number
  rules: { consent: { version: string } }
}

/**
 * Whether the member has agreed to the text in force. An instance that has not read the newest
 * programme yet must not ask again for an older text.
 */
export function hasAgreed(account: Account, { version, rules }: ConsentTerms): boolean {
  if (account.consentVersion === rules.consent.version) return true
  return (account.consents?.at(-1)?.program ?? 0) > version
}

/**
 * Earning and spending need the agreement to the new text. Reading, showing a coupon, cancelling
 * and leaving do not: what a member already has never depends on agreeing to something new.
 */
export function refuseUnagreed(account: Account, terms: ConsentTerms) {
  return hasAgreed(account, terms) ? null : { refused: 'CONSENT_NEEDED' as const }
}

/** Notes which text was agreed to, and when; the same text again changes nothing. */
export function agree(account: Account, { version, rules }: ConsentTerms, now: number): Account {
  const consentVersion = rules.consent.version
  const before = account.consents ?? []
  if (before.at(-1)?.version === consentVersion) return account
  const agreed = { version: consentVersion, program: version, at: now }
  return { ...account, consentVersion, consents: [...before, agreed].slice(-KEPT) }
}
