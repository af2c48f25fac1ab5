/**
 * The phone asks by an action's name and only needs to know whether a request id goes with it; the
 * cloud checks input and output. So an action keeps its name here. Its schemas are marked as free
 * of effects, and the bundler drops them together with their library. Schemas that only check a
 * text are left out entirely.
 */
const CHECKS = ['./plain-text', './nickname']

module.exports = ({ types }) => ({
  name: 'slim-contracts',
  visitor: {
    ImportDeclaration(path) {
      const { source, specifiers } = path.node
      if (!CHECKS.includes(source.value)) return
      const names = specifiers.map(({ local }) => local.name)
      for (const name of names) path.scope.removeBinding(name)
      const nothing = names.map((name) =>
        types.variableDeclarator(types.identifier(name), types.nullLiteral()),
      )
      path.replaceWith(types.variableDeclaration('const', nothing))
    },
    CallExpression(path) {
      const { callee, arguments: given } = path.node
      const isSchema =
        types.isMemberExpression(callee) && types.isIdentifier(callee.object, { name: 'v' })
      const isAction = ['action', 'staffAction'].includes(callee.name)
      if (!isSchema && !isAction) return
      if (isAction) slim(types, given[1])
      const known = path.node.leadingComments ?? []
      if (!known.some(({ value }) => value === '#__PURE__')) {
        path.addComment('leading', '#__PURE__')
      }
    },
  },
})

function slim(types, shape) {
  const input = shape?.properties?.find(({ key }) => key?.name === 'input')
  if (!input) return
  const entries = asksForRequestId(types, input.value)
    ? [types.objectProperty(types.identifier('requestId'), types.nullLiteral())]
    : []
  const object = (properties) => types.objectExpression(properties)
  const property = (name, value) => types.objectProperty(types.identifier(name), value)
  const roles = shape.properties.filter(({ key }) => key?.name === 'roles')
  shape.properties = [property('input', object([property('entries', object(entries))])), ...roles]
}

function asksForRequestId(types, node) {
  let found = false
  types.traverseFast(node, (inner) => {
    if (types.isObjectProperty(inner) && inner.key.name === 'requestId') found = true
  })
  return found
}
