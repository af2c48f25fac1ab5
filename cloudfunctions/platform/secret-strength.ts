const LENGTH_MIN = 32
const DISTINCT_MIN = 8

/** These secrets are in this repository, so everybody knows them. */
const PUBLISHED: ReadonlySet<string> = new Set([
  'only-for-the-embedded-cloud-0123456789',
  'for-the-seed-of-the-demo-0123456789',
  'a-secret-that-only-the-till-knows-01',
])

/** Why a secret is too weak, in words for an operator, or null. */
export function weaknessOf(secret: string, lengthMin = LENGTH_MIN): string | null {
  if (secret.length < lengthMin) return `至少要 ${lengthMin} 个字符`
  if (PUBLISHED.has(secret)) return '是公开在源代码里的示例，人人都知道，请换成自己随机生成的'
  if (new Set(secret).size < DISTINCT_MIN) {
    return `里至少要有 ${DISTINCT_MIN} 种不同的字符，请随机生成`
  }
  return isRepetition(secret) ? '是同一段字重复写成的，请随机生成' : null
}

/** `abcabcabcab`: shifted by some characters, the text matches itself. */
function isRepetition(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period++) {
    if (text.startsWith(text.slice(period))) return true
  }
  return false
}
