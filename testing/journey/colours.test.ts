import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const PHONE = 'miniprogram/src'
/** The theme, which alone gives colours their names. */
const THEME = join(PHONE, 'ui/tokens.scss')
/** A colour written out: hex, a function of numbers, or a name as a value of a style. */
const RAW = [
  /#[\da-f]{3,8}\b/i,
  /\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(\s*[\d.]/i,
  /(?:[:,(\s]['"]?)(?:white|black|gray|grey|silver|red|green|blue|yellow|orange|gold|brown|pink|purple|navy|teal|maroon|olive|lime|aqua|cyan|magenta|fuchsia|beige|ivory|crimson|tomato)(?=['"]?\s*[;,)}\s!]|['"]?$)/i,
]

function rawColours(file: string, text: string): string[] {
  const plain = text.replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
  return plain.split('\n').flatMap((line, at) => {
    const code = line.replace(/(^|\s)\/\/.*$/, '')
    // A name counts only as the value of a style: in markup it could be any word.
    const rules = file.endsWith('.scss') || /colou?r|background|border|fill/i.test(code)
    const found = RAW.slice(0, rules ? 3 : 2).some((pattern) => pattern.test(code))
    return found
      ? [`${file}:${at + 1} has a colour of its own (${code.trim()}): name it in ${THEME}`]
      : []
  })
}

test('W6: every colour has a name in the theme, so that a page stays readable in dark', () => {
  const files = readdirSync(PHONE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(scss|css|less|tsx)$/.test(file) && !file.includes('.test.'))
    .map((file) => join(PHONE, file))
    .filter((file) => file !== THEME)
  expect(files.length).toBeGreaterThan(80)
  expect(files.flatMap((file) => rawColours(file, readFileSync(file, 'utf8')))).toEqual([])
})

test('W6: a colour is found as hex, as numbers and as a name, and not in a comment or another word', () => {
  const sheet = [
    '/* #231a14 */ .a { color: var(--text-1); white-space: nowrap }',
    '.b { color: #231a14 }',
    '.c { border: 1px solid rgba(0, 0, 0, 0.2) }',
    '.d { background: white; }',
    '.e { background: rgba(tokens.$night, 0.6) } // red',
  ].join('\n')
  expect(rawColours('sheet.scss', sheet).map((found) => found.slice(0, 12))).toEqual([
    'sheet.scss:2',
    'sheet.scss:3',
    'sheet.scss:4',
  ])
  expect(rawColours('page.tsx', "style={{ color: 'black' }}")).toHaveLength(1)
  expect(rawColours('page.tsx', '<Text>red</Text>')).toEqual([])
})
