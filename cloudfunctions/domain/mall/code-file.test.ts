import { readCodeFile } from './code-file'

function read(text: string) {
  const file = readCodeFile(text)
  if ('reason' in file) throw new Error(file.reason)
  return file
}

test('M5: a file is one code a line, with or without a heading, quotes and blank lines at its end', () => {
  const codes = [
    { line: 1, code: 'A-1' },
    { line: 2, code: 'B 2' },
  ]
  expect(read('A-1\r\n"B 2"\r\n\r\n')).toEqual({ codes, problems: [] })
  const moved = codes.map(({ line, code }) => ({ line: line + 1, code }))
  expect(read('兑换码\nA-1\nB 2')).toEqual({ codes: moved, problems: [] })
})

test('M5: blank, repeated, torn and changed codes are reported by their line, without the code', () => {
  const long = 'x'.repeat(101)
  const { codes, problems } = read(['A', '', 'A', 'B,C', '6.22E+15', '码', long, 'D'].join('\n'))
  expect(codes.map(({ code }) => code)).toEqual(['A', 'D'])
  expect(problems).toEqual([
    { line: 2, reason: '这一行是空的，请删掉这一行，或补上码' },
    { line: 3, reason: '和第 1 行的码一样，只导入第一次的' },
    { line: 4, reason: '这一行不止一列，请只留兑换码那一列' },
    {
      line: 5,
      reason: '这一行的码被表格改成了科学计数，后面几位丢了，请把那一列设成文本后重新导出',
    },
    { line: 6, reason: '这一行有空格以外的特殊字符或汉字，请核对是不是码' },
    { line: 7, reason: '这一行超过 100 个字，不像一个码，请核对' },
  ])
})

test('M5: an empty file and one that is too long are refused as a whole', () => {
  const empty = { reason: '文件里没有兑换码，请放成每行一个码' }
  expect([readCodeFile(''), readCodeFile('兑换码\n\n')]).toEqual([empty, empty])
  const all = Array.from({ length: 5001 }, (_, i) => `c${i}`)
  expect(readCodeFile(all.join('\n'))).toEqual({
    reason: '一份文件最多 5000 行，这份有 5001 行，请拆成几份',
  })
  expect(read(all.slice(1).join('\n')).codes).toHaveLength(5000)
})
