import { plainLine, withoutPersonalNumbers } from '../../contracts/plain-text'

/** 来源: the kind of code that brought a person. */
export const SOURCE_KINDS = ['shop', 'guide', 'parcel', 'pos', 'poster'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** 首次来源: written once, when the person joins, and never changed. */
export interface JoinSource {
  kind: SourceKind | 'unknown'
  /** The shop, the guide's member id, or what was printed; for an unknown code its own text. */
  code: string
}

/** What a mini-program code of WeChat can carry. */
const SCENE_MAX = 32
const SCENE = /^(shop|guide|parcel|pos|poster)\.([A-Za-z0-9_-]{1,25})$/
/** A printed code opens the app with its own scene; it is worth points, so it is not stored. */
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

/** For a shop that is gone or a guide who is not on the roster, only the code's text is kept. */
export function unknownSource(said: string): JoinSource {
  return { kind: 'unknown', code: withoutPersonalNumbers(said) }
}

/** Kept after a member left: which of our codes brought them, but no unknown code's text. */
export function sourceOfNobody(source: JoinSource | null): JoinSource | null {
  return source?.kind === 'unknown' ? { kind: 'unknown', code: '' } : source
}
