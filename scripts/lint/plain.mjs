import { PLAIN } from '../../eslint.config.mjs'

/** `npm run test:lint`: rules about one file alone, so only changed files are checked again. */
export default PLAIN
