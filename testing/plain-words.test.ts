import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { ACTION_TITLES } from '../cloudfunctions/contracts/action-titles'
import { answeredLater } from '../miniprogram/src/text/in-flight'
import { allActions } from './actions'

const ROOT = join(__dirname, '..')
/** Rooms that make sentences for people. */
const ROOMS = ['cloudfunctions', 'miniprogram/src', 'demo/stage']

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return name === 'testing' ? [] : filesIn(path)
    return /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) ? [path] : []
  })
}

/** The text of a literal; a template gives its own words, with a gap for each value put in. */
function wordsOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text
  if (ts.isJsxText(node)) return node.text
  if (!ts.isTemplateExpression(node)) return null
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)]
    .map(({ text }) => text)
    .join('\u0000')
}

function sentencesIn(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  const found: string[] = []
  const look = (node: ts.Node): void => {
    const words = wordsOf(node)
    if (words !== null && /[\u4e00-\u9fff]/.test(words)) found.push(words)
    ts.forEachChild(node, look)
  }
  look(source)
  return found
}

const sentences = ROOMS.flatMap((room) =>
  filesIn(join(ROOT, room)).flatMap((path) =>
    sentencesIn(path).map((sentence) => ({ at: relative(ROOT, path), sentence })),
  ),
)

/** Identifiers that staff type as they are: values of a document, parts of a key, stage filters. */
const AS_TYPED = /calendarYear|fixedDate|accessToken|aesKey|onSale/g
const IDENTIFIER = /[a-z][a-z0-9-]*\.[a-z][A-Za-z]*|\b[a-z]+[A-Z][A-Za-z]*|[a-z]+\/[a-z]|\.tsx?\b/

test('the sentences for people are found, in every room that makes some', () => {
  expect(sentences.length).toBeGreaterThan(500)
  for (const room of ROOMS) expect(sentences.some(({ at }) => at.startsWith(room))).toBe(true)
})

test('no sentence for people names an action, a field of the code or a path', () => {
  const bad = sentences.filter(({ sentence }) => IDENTIFIER.test(sentence.replace(AS_TYPED, '')))
  expect(bad).toEqual([])
})

test('every action has a Chinese title of its own, and every title an action', () => {
  const names = allActions().map(({ name }) => name)
  expect(Object.keys(ACTION_TITLES).sort()).toEqual([...names].sort())
  const titles = Object.values(ACTION_TITLES)
  expect(new Set(titles).size).toBe(titles.length)
  expect(titles.filter((title) => !/^[\u4e00-\u9fff]+$/.test(title))).toEqual([])
})

test('the phone uses an action’s title from the table, or no title at all', () => {
  for (const [name, title] of Object.entries(ACTION_TITLES)) {
    const told = answeredLater(name, { ok: {} }).title
    expect([`刚才的「${title}」成功了`, '刚才的「操作」成功了']).toContain(told)
  }
})

test('the Chinese README calls an action by its title where it names one', () => {
  const text = readFileSync(join(ROOT, 'README.zh-CN.md'), 'utf8').replaceAll(/\s+/g, ' ')
  const named = allActions().filter(({ name }) => text.includes(name))
  expect(named.length).toBeGreaterThan(5)
  const untitled = named.filter(({ name }) => !text.includes(`「${ACTION_TITLES[name]}」`))
  expect(untitled.map(({ name }) => [name, ACTION_TITLES[name]])).toEqual([])
})
