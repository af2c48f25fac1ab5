// The order of the test files. jest starts with the files it remembers as longest; a fresh checkout
// remembers nothing, and then the longest file might start last and run alone on one core.
const { default: Sequencer } = require('@jest/test-sequencer')

const LONGEST = [
  'crash-matrix-first',
  'crash-matrix-second',
  'long-lists',
  'hostile',
  'batch',
  'journey-h5',
  'looks',
  'simulation',
  'broken-engines',
  'order-api',
  'tier-kill',
  'memory',
  'kill',
  'claim-review',
]

function place({ path }) {
  const at = LONGEST.findIndex((name) => path.endsWith(`/${name}.test.ts`))
  return at < 0 ? LONGEST.length : at
}

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => place(a) - place(b))
  }
}
