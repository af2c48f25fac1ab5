/**
 * Takes the place of the schema library in the phone's builds. There a schema only says which
 * fields an action asks for, and nothing is checked: each schema becomes the parts it was made of.
 */
module.exports = new Proxy(
  {},
  { get: (_none, name) => (name === '__esModule' ? undefined : (entries) => ({ entries })) },
)
