import { ProgramRules } from '../../../contracts/programme/program'
import { refuseReusedVersion, type ConsentText } from '../../../domain/member/consent'
import { readStored } from '../../../domain/programme/publishing/reading'
import { getDocument } from '../../../platform/database/collection'
import { findAll } from '../../../platform/database/pages'
import { isSound } from './stored'

/** Why a text for members to agree to cannot be published under its version, or null. */
export async function refuseConsentText(
  brand: string,
  body: Record<string, unknown>,
): Promise<string | null> {
  const next = textIn(body)
  if (!next) return null
  // The base held the text before there were parts.
  const ids = [`programs:${brand}`, `programs:${brand}:consent`]
  const acting = await Promise.all(ids.map((id) => getDocument('published', id)))
  const isInForce = acting.some((each) => {
    const text = textIn(each?.body)
    return text?.version === next.version && text.text === next.text
  })
  if (isInForce) return null
  const copies = await Promise.all(
    ids.map((id) => findAll('published', {}, { from: `${id}@`, below: `${id}A` })),
  )
  const published = copies.flat().filter(isSound)
  return refuseReusedVersion(
    next,
    published.flatMap((each) => textIn(each.body) ?? []),
  )
}

function textIn(body: Record<string, unknown> | undefined): ConsentText | null {
  return readStored(ProgramRules.entries.consent, body?.consent)?.rules ?? null
}
