import { readSource, unknownSource, type JoinSource } from '../../domain/member/source'
import { getDocument } from '../../platform/database/collection'
import type { InForce } from '../programme/publication'

/**
 * The source behind a scene, checked against what is published; a wrong code never stops a person
 * from joining.
 */
export async function sourceOf(
  scene: string | undefined,
  brand: string,
  { shops }: InForce,
): Promise<JoinSource | null> {
  const source = readSource(scene)
  if (!source) return null
  const { kind, code } = source
  const isShop = kind === 'shop' || kind === 'pos'
  if (isShop && !shops.has(code)) return unknownSource(`${kind}.${code}`)
  const guide = kind === 'guide' ? await getDocument('guides', `${brand}:${code}`) : null
  return kind === 'guide' && !guide?.active ? unknownSource(`guide.${code}`) : source
}
