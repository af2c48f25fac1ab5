import ts from 'typescript'
import { changesAt, changesOfCondition } from './changes.mjs'

const { SyntaxKind: K } = ts

/**
 * Writes a file with all its mutants in it: each expression that has some becomes
 * `(__m(7) ? (wrong) : (right))`. So everything is compiled once, and a number says which one is on.
 */
export function withSwitches(file, text, firstId) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const mutants = []
  const add = (node, to) => {
    const from = node.getText(source)
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    const place = { start: node.getStart(source), end: node.getEnd() }
    mutants.push({ id: firstId + mutants.length, file, line: line + 1, ...place, from, to })
    return firstId + mutants.length - 1
  }
  const write = (node) => {
    const inner = () => writeInside(node, source, write)
    if (isNoCode(node)) return node.getText(source)
    if (ts.isExpressionStatement(node)) return statement(node, source, inner, add)
    const changes = changesOf(node, source)
    if (changes.length === 0) return inner()
    const ids = changes.map((to) => add(node, to))
    return `(${changes.map((to, i) => `__m(${ids[i]}) ? (${to}) : `).join('')}(${inner()}))`
  }
  return { text: write(source), mutants }
}

/** What a file does, whatever its comments say. */
export function withoutComments(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  return ts.createPrinter({ removeComments: true }).printFile(source)
}

function changesOf(node, source) {
  if (!ts.isExpression(node) || isFixed(node)) return []
  const own = changesAt(node, source)
  if (isOfOrder(node)) return ts.isNumericLiteral(node) ? [] : own.slice(1)
  if (!isCondition(node)) return own
  // A negated condition would be caught by the same tests as “true” or “false”, so it is left out.
  const turned = /===|!==|^!/
  const kept = own.filter((to) => !(turned.test(to) && ts.isBinaryExpression(node)))
  return [...changesOfCondition(node), ...(ts.isPrefixUnaryExpression(node) ? [] : kept)]
}

/** In the function that a sort is given, only the direction is a rule; equals have no order. */
function isOfOrder(node) {
  if (!ts.isNumericLiteral(node) && !isComparison(node)) return false
  let at = node
  while (at && !ts.isFunctionLike(at)) at = at.parent
  const call = at?.parent
  return Boolean(
    call && ts.isCallExpression(call) && /[sS]ort(ed)?$/.test(call.expression.getText()),
  )
}

function isComparison(node) {
  return ts.isBinaryExpression(node) && /^[<>]=?$/.test(node.operatorToken.getText())
}

function isCondition(node) {
  const { parent } = node
  if (ts.isIfStatement(parent)) return parent.expression === node
  return ts.isConditionalExpression(parent) && parent.condition === node
}

/** Where a pair of brackets would mean something else. */
function isFixed(node) {
  const { parent } = node
  const isChained = (parent.flags & ts.NodeFlags.OptionalChain) !== 0 && parent.expression === node
  if (isChained) return true
  if (ts.isCallExpression(parent) && parent.expression === node) return true
  if (ts.isPropertyAssignment(parent) && parent.name === node) return true
  if (ts.isLiteralTypeNode(parent) || ts.isTaggedTemplateExpression(parent)) return true
  return isTarget(node, parent)
}

function isTarget(node, parent) {
  if (ts.isBinaryExpression(parent) && parent.left === node) {
    return (
      parent.operatorToken.getText().endsWith('=') &&
      !/[=!<>]=/.test(parent.operatorToken.getText())
    )
  }
  return ts.isDeleteExpression(parent) || ts.isPostfixUnaryExpression(parent)
}

/** Types, imports, and asserts: an assert is a second line that a right engine never reaches. */
function isNoCode(node) {
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return true
  if (ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node)) return true
  return ts.isExportDeclaration(node) || isAssert(node)
}

function isAssert(node) {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return false
  if (!/^assert/.test(node.expression.expression.getText())) return false
  return !/^assert/.test(ownerName(node))
}

function ownerName(node) {
  let owner = node
  while (owner && !ts.isFunctionDeclaration(owner)) owner = owner.parent
  return owner?.name?.getText() ?? ''
}

/** A statement may be missing; the semicolon keeps it apart from the line before. */
function statement(node, source, inner, add) {
  const id = add(node, '')
  const inList = ts.isBlock(node.parent) || ts.isSourceFile(node.parent)
  return `${inList ? ';' : ''}{ if (!__m(${id})) { ;${inner()} } }`
}

/** The text of a node, its children written anew. */
function writeInside(node, source, write) {
  const full = source.text
  let out = ''
  let at = node.getStart(source)
  ts.forEachChild(node, (child) => {
    if (child.kind === K.EndOfFileToken) return
    out += full.slice(at, child.getStart(source)) + write(child)
    at = child.getEnd()
  })
  return out + full.slice(at, node.getEnd())
}
