import { openTier } from '../../contracts/tier'
import { assert } from '../../domain/assert'
import { tierView } from '../../domain/tier-view'
import { memberHandler } from '../../platform/caller-gate'
import { getDocument } from '../../platform/collection'
import { inForce } from '../../platform/publication'

export const handleOpenTier = memberHandler(openTier, async (_input, context) => {
  const { brand, now, today, accountId } = context
  const { program, templates } = await inForce(brand, now)
  const account = await getDocument('accounts', accountId)
  assert(account !== null, 'a member has an account')
  const titleOf = (template: string) => templates.get(template)?.rules.title ?? '券'
  return tierView(account, program.rules, titleOf, today)
})
