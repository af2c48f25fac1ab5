import { openTier } from '../../contracts/tier/tier'
import { tierView } from '../../domain/tier/tier-view'
import { memberHandler } from '../../platform/door/caller-gate'
import { readOwnAccount } from '../../platform/door/member-account'
import { inForce } from '../../workflows/programme/publication'

export const handleOpenTier = memberHandler(openTier, async (_input, context) => {
  const { brand, now, today, accountId } = context
  const { program, templates } = await inForce(brand, now)
  const account = await readOwnAccount(accountId)
  const titleOf = (template: string) => templates.get(template)?.rules.title ?? '券'
  return tierView(account, program.rules, titleOf, today)
})
