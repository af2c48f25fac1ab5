import type { CodeBatch } from '../../domain/print-code/print-code-batch'
import { allWechatsOf, linksOf } from '../../platform/door/enrolled-wechat'
import { makerKey } from '../../platform/personal-data'
import type { StaffContext } from '../../platform/door/staff-gate'
import { membersBehind } from './own-affair'

/**
 * The people who make codes, as members and by their WeChats: a person who leaves and comes back is
 * another member with the same WeChat.
 */
export async function makersBehind(
  context: StaffContext,
  operator: string,
): Promise<Required<Pick<CodeBatch, 'makers' | 'makerKeys'>>> {
  const makers = await membersBehind(context, operator)
  const links = linksOf(context.caller)
  for (const memberId of makers) links.push(...(await allWechatsOf(memberId)))
  const makerKeys = [...new Set(links)].map((link) => makerKey(context.brand, link))
  return { makers, makerKeys }
}
