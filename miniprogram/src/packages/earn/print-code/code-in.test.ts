import { codeIn, shownCode } from './code-in'

const CODE = '7K2M9PQRST0123AB'

test.each([
  ['typed in groups', '7k2m 9pqr-st01 23ab'],
  ['typed with a full-width keyboard', '７Ｋ２Ｍ９ＰＱＲＳＴ０１２３ＡＢ'],
  ['a scene', `p.${CODE}`],
  ['the path of a mini-program code', `packages/earn/print-code/index?scene=p.${CODE}`],
  ['an encoded scene', `packages/earn/print-code/index?scene=p.${CODE}`.replace('.', '%2E')],
  ['a link on a label', `https://example.com/c?x=1&code=7K2M-9PQR-ST01-23AB#top`],
])('%s is read as the code of the label', (_how, text) => {
  expect(codeIn(text)).toBe(CODE)
})

test('a text that is not a code stays visible, up to a length', () => {
  expect(codeIn('100%')).toBe('100')
  expect(codeIn('x'.repeat(500))).toHaveLength(24)
  expect(codeIn('标签')).toBe('')
})

test('a code is shown in groups of four', () => {
  expect(shownCode(CODE)).toBe('7K2M 9PQR ST01 23AB')
})
