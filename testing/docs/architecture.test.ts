import { existsSync, readdirSync, readFileSync } from 'node:fs'

const LAWS = 15

interface Law {
  number: number
  tests: { file: string; title: string }[]
}

/** The list under the heading of the laws: each item with the tests that it names. */
function lawsOf(page: string): Law[] {
  const list = page.split('## The fifteen laws')[1]?.split('\n## ')[0] ?? ''
  return list.split(/\n(?=\d+\. )/).flatMap((item) => {
    const number = /^(\d+)\. /.exec(item)?.[1]
    if (number === undefined) return []
    const named = item.replaceAll(/\s+/g, ' ').matchAll(/`([^` ]+\.test\.tsx?)`: “([^”]+)”/g)
    const tests = [...named].map(([, file = '', title = '']) => ({ file, title }))
    return [{ number: Number(number), tests }]
  })
}

const titleIn = (file: string, title: string) =>
  [`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) =>
    readFileSync(file, 'utf8').includes(quoted),
  )

test('every law of docs/architecture.md names a test that exists, by its file and its sentence', () => {
  const laws = lawsOf(readFileSync('docs/architecture.md', 'utf8'))
  expect(laws.map(({ number }) => number)).toEqual(Array.from({ length: LAWS }, (_, i) => i + 1))
  const wrong = laws.flatMap(({ number, tests }) => {
    if (tests.length === 0) return [`law ${number} names no test`]
    return tests
      .filter(({ file, title }) => !existsSync(file) || !titleIn(file, title))
      .map(({ file, title }) => `law ${number}: ${file} has no test “${title}”`)
  })
  expect(wrong).toEqual([])
})

test('docs/architecture.md lists the chapters that contracts, domain and workflows have', () => {
  const page = readFileSync('docs/architecture.md', 'utf8')
  const table = page.split('### Chapters')[1]?.split('\n### ')[0] ?? ''
  const rows = table.split('\n').filter((line) => line.startsWith('| `'))
  const listed = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').replace(/\(.*\)/, '').matchAll(/`([^`]+)`/g)].map(
      ([, name]) => name,
    ),
  )
  const folders = ['contracts', 'domain', 'workflows'].flatMap((room) =>
    readdirSync(`cloudfunctions/${room}`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name),
  )
  expect(listed.sort()).toEqual([...new Set(folders)].sort())
})
