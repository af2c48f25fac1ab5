import ts from 'typescript'

const { SyntaxKind: K } = ts

/** Each operator, and what a tired engineer writes instead. */
const OPERATORS = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
}

/** A method, and the one that is taken for it. */
const METHODS = new Map(
  Object.entries({
    min: 'max',
    max: 'min',
    floor: 'ceil',
    ceil: 'floor',
    round: 'floor',
    trunc: 'ceil',
    some: 'every',
    every: 'some',
    startsWith: 'endsWith',
    endsWith: 'startsWith',
    find: 'findLast',
    findLast: 'find',
    padStart: 'padEnd',
  }),
)

/** Methods without which an expression still has its type. */
const LEFT_OUT = new Set([
  ...['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'trim'],
  ...['toUpperCase', 'toLowerCase', 'replace', 'replaceAll', 'padStart'],
])

const PROSE = /[^\x00-\x7f]/

/** The wrong texts that may replace one node. Changes inside it belong to the inner nodes. */
export function changesAt(node, source) {
  const text = (part) => part.getText(source)
  switch (node.kind) {
    case K.BinaryExpression:
      return binary(node, text)
    case K.PrefixUnaryExpression:
      return prefix(node, text)
    case K.PostfixUnaryExpression:
      return [text(node.operand) + (node.operator === K.PlusPlusToken ? '--' : '++')]
    case K.NumericLiteral:
      return number(Number(node.text.replaceAll('_', '')))
    case K.TrueKeyword:
      return ['false']
    case K.FalseKeyword:
      return ['true']
    case K.CallExpression:
      return call(node, text)
    case K.ObjectLiteralExpression:
      return withoutOne(node.properties, text).map((rest) => `{ ${rest} }`)
    case K.ArrayLiteralExpression:
      return withoutOne(node.elements, text).map((rest) => `[${rest}]`)
    case K.TemplateExpression:
      return template(node, text)
    case K.RegularExpressionLiteral:
      return pattern(node.text)
    default:
      return []
  }
}

/** What may be wrong with a condition as a whole. */
export function changesOfCondition(node) {
  const isLiteral = node.kind === K.TrueKeyword || node.kind === K.FalseKeyword
  return isLiteral ? [] : ['true', 'false']
}

function binary({ left, operatorToken, right }, text) {
  const operator = text(operatorToken)
  if (operator === '??') return [text(left), text(right)]
  if (operator === '+' && [left, right].some(isText)) return []
  return (OPERATORS[operator] ?? []).map((other) => `${text(left)} ${other} ${text(right)}`)
}

function isText({ kind }) {
  return [K.StringLiteral, K.TemplateExpression, K.NoSubstitutionTemplateLiteral].includes(kind)
}

function prefix({ operator, operand }, text) {
  if (operator === K.MinusToken || operator === K.ExclamationToken) return [text(operand)]
  if (operator === K.PlusPlusToken) return [`--${text(operand)}`]
  return []
}

function number(value) {
  if (value === 0) return ['1']
  return value < 100 ? [String(value + 1), String(value - 1)] : [String(value + 1)]
}

function call({ expression, arguments: given, questionDotToken }, text) {
  if (!ts.isPropertyAccessExpression(expression) || questionDotToken) return []
  const { name, questionDotToken: optional } = expression
  const rest = `(${given.map(text).join(', ')})`
  const changes = []
  const other = METHODS.get(text(name))
  if (other) changes.push(`${text(expression.expression)}${optional ? '?.' : '.'}${other}${rest}`)
  if (LEFT_OUT.has(text(name))) changes.push(text(expression.expression))
  if (text(name) === 'at' && rest === '(-1)') changes.push(`${text(expression.expression)}.at(0)`)
  return changes
}

function withoutOne(parts, text) {
  if (parts.length > 24) return []
  return parts.map((left) =>
    parts
      .filter((part) => part !== left)
      .map(text)
      .join(', '),
  )
}

/** Keys are templates: each part that a key may lack. Sentences have tests of words. */
function template(node, text) {
  if (PROSE.test(text(node))) return []
  return node.templateSpans.map((left) => {
    const spans = node.templateSpans.map(({ expression, literal }) => {
      const shown = expression === left.expression ? '' : `\${${text(expression)}}`
      return shown + textOf(literal)
    })
    return `\`${textOf(node.head)}${spans.join('')}\``
  })
}

function textOf({ rawText, text }) {
  return rawText ?? text
}

/** An anchor or a repetition that is missing. */
function pattern(text) {
  const changes = []
  if (text.startsWith('/^')) changes.push(`/${text.slice(2)}`)
  const end = text.lastIndexOf('/')
  if (text[end - 1] === '$') changes.push(text.slice(0, end - 1) + text.slice(end))
  const plus = text.indexOf('+')
  if (plus > 0 && text[plus - 1] !== '\\') changes.push(text.slice(0, plus) + text.slice(plus + 1))
  return changes.filter((change) => !change.startsWith('//'))
}
