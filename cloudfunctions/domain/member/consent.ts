import type { ProgramRules } from '../../contracts/programme/program'
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

export type ConsentText = Pick<ProgramRules['consent'], 'version' | 'text'>

/**
 * A version names one text for good, because who agreed to it is not asked again. `published` are
 * the texts that ever were in force.
 */
export function refuseReusedVersion(
  { version, text }: ConsentText,
  published: readonly ConsentText[],
): string | null {
  const isOther = published.some((each) => each.version === version && each.text !== text)
  return isOther
    ? `会员须知的正文改了，可是版本「${version}」已经是另一份正文的，同意过它的会员不会再被问一次。请换一个没用过的版本，例如今天的日期`
    : null
}
