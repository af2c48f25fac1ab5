import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Durability } from './database/lmdb-store'
import type { Merchant } from './pay/merchant'

export interface CloudOptions {
  /** Survives restarts and kill -9. */
  dataDir: string
  /** One folder per built function, with index.js and config.json. */
  functionsDir: string
  collectionsFile: string
  port?: number
  durability?: Durability
  env?: string
  /** Variables of every function; `{{cloud}}` in a value stands for the address of this cloud. */
  functionEnv?: Record<string, string>
  /** Whose keys the functions pay with; cloud calls need none. */
  merchant?: Merchant
  /** `process` as on the platform, or `inline` for tests that make a great many calls. */
  isolation?: 'process' | 'inline'
  /**
   * Gives each inline call a pace of its own, drawn at random, so that calls made at once meet in
   * any order, as they do between processes. Without it they always meet in one order.
   */
  anyPace?: boolean
  /**
   * `direct` leads inline functions past the SDK to the database, for runs by hand that make
   * millions of calls.
   */
  sdk?: 'real' | 'direct'
  /** Instances per function. */
  poolSize?: number
  /** Asked for paths that the cloud itself does not answer. */
  stage?: (req: IncomingMessage, res: ServerResponse) => boolean | Promise<boolean>
  /** Fires timer triggers by their schedule, on the cloud's clock. */
  timers?: boolean
  /** The longest life of a transaction; the real cloud allows 30 seconds. */
  transactionMs?: number
  /** Where to find `runner.cjs`, for a program that bundles the cloud into itself. */
  runnerPath?: string
}

export interface RestoreOptions {
  keepProcesses?: boolean
  keepPackages?: boolean
}
