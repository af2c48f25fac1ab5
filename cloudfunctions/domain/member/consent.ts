import type { Account } from '../account/account'

/** This many of the newest agreements are kept. */
const KEPT = 20

/** What a member agrees to: the programme's text, and the number of the version that holds it. */
export interface ConsentTerms {
  versions: { consent: number }
  rules: { consent: { version: string } }
}

/**
 * Whether the member has agreed to the text in force. An instance that has not read the newest
 * programme yet must not ask again for an older text.
 */
export function hasAgreed(account: Account, { versions, rules }: ConsentTerms): boolean {
  if (account.consentVersion === rules.consent.version) return true
  return (account.consents?.at(-1)?.program ?? 0) > versions.consent
}

/**
 * Earning and spending need the agreement to the new text. Reading, showing a coupon, cancelling
 * and leaving do not: what a member already has never depends on agreeing to something new.
 */
export function refuseUnagreed(account: Account, terms: ConsentTerms) {
  return hasAgreed(account, terms) ? null : { refused: 'CONSENT_NEEDED' as const }
}

/** Notes which text was agreed to, and when; the same text again changes nothing. */
export function agree(account: Account, { versions, rules }: ConsentTerms, now: number): Account {
  const consentVersion = rules.consent.version
  const before = account.consents ?? []
  if (before.at(-1)?.version === consentVersion) return account
  const agreed = { version: consentVersion, program: versions.consent, at: now }
  return { ...account, consentVersion, consents: [...before, agreed].slice(-KEPT) }
}
