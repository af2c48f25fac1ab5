import { buildStale } from './build.mjs'

/** Tests run the built functions, so what is stale is built once before the first test. */
export default async function setUp() {
  await buildStale(['functions'])
}
