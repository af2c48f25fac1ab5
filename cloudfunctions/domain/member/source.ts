import { plainLine, withoutPersonalNumbers } from '../../contracts/plain-text'

/** 来源: through which kind of code somebody came. */
export const SOURCE_KINDS = ['shop', 'guide', 'parcel', 'pos', 'poster'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** 首次来源: written once, at joining, and never again. */
export interface JoinSource {
  kind: SourceKind | 'unknown'
  /** The shop, the guide's member id, or what was printed; for an unknown code what it said. */
  code: string
}

/** What a mini-program code of WeChat can carry. */
const SCENE_MAX = 32
const SCENE = /^(shop|guide|parcel|pos|poster)\.([A-Za-z0-9_-]{1,25})$/
/** A printed code opens the app by its own scene; it is worth points, so it is not kept. */
const PRINT_CODE = /^p\./

/** `shop.hubin` → the shop; null when no code brought the person. */
export function readSource(scene: string | undefined): JoinSource | null {
  const said = [...plainLine(scene ?? '')].slice(0, SCENE_MAX).join('')
  if (said === '') return null
  if (PRINT_CODE.test(said)) return { kind: 'parcel', code: 'print-code' }
  const [, word, code] = SCENE.exec(said) ?? []
  const kind = SOURCE_KINDS.find((each) => each === word)
  return kind && code ? { kind, code } : unknownSource(said)
}

/** A code of a shop that is gone or of nobody on the roster says what it said, and no more. */
export function unknownSource(said: string): JoinSource {
  return { kind: 'unknown', code: withoutPersonalNumbers(said) }
}

/** What is kept of somebody who left: through which code of ours they came, not what one said. */
export function sourceOfNobody(source: JoinSource | null): JoinSource | null {
  return source?.kind === 'unknown' ? { kind: 'unknown', code: '' } : source
}
