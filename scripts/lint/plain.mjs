import { PLAIN } from '../../eslint.config.mjs'

/** `npm run test:lint`: what a file alone can tell, so it is read again only when it changed. */
export default PLAIN
