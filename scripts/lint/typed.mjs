import tseslint from 'typescript-eslint'
import { IGNORED, TYPED } from '../../eslint.config.mjs'

/** `npm run test:lint-types`: checks every file each time, because types come from other files. */
export default [
  IGNORED,
  tseslint.configs.base,
  { linterOptions: { reportUnusedDisableDirectives: 'off' } },
  ...TYPED,
]
