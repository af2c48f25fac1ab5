import tseslint from 'typescript-eslint'

/** A room and what it must not import; see the import law in docs/architecture.md. */
function room(files, forbidden, why) {
  const patterns = [{ regex: forbidden, message: why }]
  return {
    files,
    ignores: ['**/*.test.ts', '**/*.test.tsx'],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  }
}

/** What no deployed function contains. */
const OUTSIDE = 'miniprogram|localcloud|demo|testing|scripts'
/** The embedded cloud by its package's name, and the cloud itself. */
const CLOUDS = '@jusha/|wx-server-sdk'
/** What only a deployed function contains. */
const INNER = '/cloudfunctions/(domain|workflows|platform|functions)/'

/** Fields that are packed into fewer lines than they need. */
const PACKED = {
  selector: 'ObjectExpression > SpreadElement > ObjectExpression',
  message: 'Write the fields where they belong; a limit of lines is no reason to pack them.',
}

/** A test that makes its own money proves the reader, and never the writer with the reader. */
const MADE_BY_HAND = {
  selector:
    'CallExpression[callee.property.name=/^(put|insert)$/] > Literal.arguments:first-child[value=/^(ledger|accounts|coupons|redemptions|orders|stock)$/]',
  message:
    'Let the product earn and spend; a test that cannot is named in HAND_MADE with its reason.',
}

/** Tests that put such a document themselves, because no action makes one like it. */
const HAND_MADE = [
  // Damaged, or as an older version wrote it.
  'testing/damaged.test.ts',
  'cloudfunctions/functions/jobs/job.test.ts',
  'cloudfunctions/functions/jobs/reconciliation.test.ts',
  'cloudfunctions/functions/jobs/tier.test.ts',
  'cloudfunctions/functions/staff/order-import-lines.test.ts',
  'cloudfunctions/functions/staff/order-import-slices.test.ts',
  'cloudfunctions/functions/staff/order-import-untold.test.ts',
  // So many, or so old, that no test could live through it.
  'cloudfunctions/functions/jobs/notice.test.ts',
  'cloudfunctions/functions/jobs/statistics.test.ts',
  'cloudfunctions/functions/member/inbox.test.ts',
  'testing/bench/**',
  'testing/journey/long-lists.test.ts',
  'testing/journey/looks.test.ts',
  'testing/journey/viewport-h5.test.ts',
  // The account of another brand of the group.
  'cloudfunctions/functions/member/phone-move.test.ts',
]

const TIME = [
  {
    object: 'Date',
    property: 'now',
    message: 'Take `now` as an argument; platform/clock.ts has it.',
  },
  {
    object: 'Math',
    property: 'random',
    message: 'Take ids as arguments; platform/ids.ts makes them.',
  },
]

/** What a file alone can tell. What only the types can tell is in `.oxlintrc.json`. */
export default tseslint.config(
  { ignores: ['**/dist/', 'node_modules/', '.data/', '.cache/', '**/*.cjs'] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    files: ['**/*.{ts,tsx,mjs,js}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', PACKED],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['miniprogram/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        PACKED,
        {
          selector:
            'JSXAttribute[name.name=/^(hoverStopPropagation|hoverStartTime|hoverStayTime|selectable|space|decode|overflow|maxLines)$/]',
          message: 'config/lean-templates.js takes this attribute out of the templates.',
        },
      ],
    },
  },
  // A component's markup is a list of what is on the screen, not a procedure.
  {
    files: ['**/*.tsx'],
    rules: {
      'max-lines-per-function': ['error', { max: 75, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'testing/**', '**/fixtures/**'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-empty-function': 'off' },
  },
  {
    files: ['cloudfunctions/{functions,workflows,platform}/**/*.test.ts', 'testing/**/*.ts'],
    ignores: HAND_MADE,
    rules: { 'no-restricted-syntax': ['error', PACKED, MADE_BY_HAND] },
  },
  { files: ['*.js', 'config/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['cloudfunctions/platform/log.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['cloudfunctions/{contracts,domain,workflows,functions}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-properties': ['error', ...TIME] },
  },
  room(
    ['cloudfunctions/contracts/**/*.ts'],
    `(/(domain|workflows|platform|functions|${OUTSIDE})/|${CLOUDS})`,
    'Contracts know nothing.',
  ),
  room(
    ['cloudfunctions/domain/**/*.ts'],
    `(/(workflows|platform|functions|${OUTSIDE})/|${CLOUDS}|^node:)`,
    'The domain is pure: it knows contracts and nothing that acts.',
  ),
  room(
    ['cloudfunctions/platform/**/*.ts'],
    `(/(workflows|functions|${OUTSIDE})/|@jusha/)`,
    'The platform knows contracts, domain and the SDK.',
  ),
  room(
    ['cloudfunctions/workflows/**/*.ts'],
    `(/(functions|${OUTSIDE})/|${CLOUDS})`,
    'Workflows know contracts, domain and platform.',
  ),
  room(
    ['cloudfunctions/functions/**/*.ts'],
    `(/(${OUTSIDE})/|${CLOUDS}|\\.\\./(member|guide|staff|jobs|pay|hub)/)`,
    'Functions know contracts, domain, workflows and platform, and not each other.',
  ),
  room(
    ['miniprogram/**/*.{ts,tsx}'],
    `(${INNER}|/(localcloud|demo|testing|scripts)/|${CLOUDS})`,
    'The phone knows only contracts.',
  ),
  room(
    ['localcloud/**/*.ts'],
    '/(cloudfunctions|miniprogram|demo|testing|scripts)/',
    'The embedded cloud is a package of its own: it knows only built functions.',
  ),
  room(
    ['demo/**/*.{ts,tsx}'],
    `(${INNER}|/(miniprogram|testing)/)`,
    'The demo is a client of the embedded cloud: it knows contracts.',
  ),
)
