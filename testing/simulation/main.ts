import { fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, freemem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Coverage } from './coverage'
import type { SeedLived, SeedWanted } from './lane'
import { shortagesOf } from './reach/floors'
import { reachOf, reachTable, reachText } from './reach/reach'
import type { Outline } from './reach/cells'

/** Shortening takes half a minute, so failures after this many are only reported. */
const SHORTENED = 3
const NOTE_EVERY = 50
/** This share of more lives looks for what the others have missed. */
const MORE_LIVES = 0.3

const say = (text: string) => process.stdout.write(text)

/** The seeds of one run, given to lanes as they ask for them. */
class Run {
  private readonly coverage = new Coverage()
  /** In how many lives each thing happened. */
  private readonly lives = new Coverage()
  private readonly began = performance.now()
  private lived = 0
  private readonly reports: string[] = []
  private readonly balances = new Map<number, string[]>()

  private readonly outlines = outlines()
  private next: number

  constructor(
    private readonly from: number,
    private readonly last: number,
    private readonly actions: number,
    /** Stops at the first life that goes wrong, without shortening it. */
    private readonly first: boolean,
    /** The file for the result of each seed. */
    private readonly balancesFile: string | undefined,
    /** Whether a cell that is never reached fails the run. */
    private readonly mustReach: boolean,
    /** The file for the table of what was reached. */
    private readonly tableFile: string | undefined,
  ) {
    this.next = from
  }

  /** The next seed, or null if all have been given. */
  give(): SeedWanted | null {
    const isOver = this.next > this.last && !this.looksFurther()
    if (isOver || (this.first && this.reports.length > 0)) return null
    const shorten = !this.first && this.reports.length < SHORTENED
    const balances = this.balancesFile !== undefined
    return { seed: this.next++, actions: this.actions, shorten, balances }
  }

  /**
   * What calls at once lead to depends on which is quicker, so the lives of one run can miss what
   * those of another reach. A few more lives walk on in the lists of aims and faults.
   */
  private looksFurther(): boolean {
    const isNear = this.next <= this.last + Math.ceil((this.last - this.from) * MORE_LIVES)
    return this.mustReach && isNear && reachOf(this.lives, this.outlines).holes.length > 0
  }

  take({ seed, report, counted, balances }: SeedLived): void {
    this.lived += 1
    if (balances) this.balances.set(seed, [`seed ${seed}: ${balances.line}`, ...balances.lines])
    this.coverage.merge(counted)
    for (const [what] of counted) this.lives.count(what)
    if (report !== null) {
      this.reports.push(report)
      say(report)
    }
    if (this.lived % NOTE_EVERY > 0) return
    this.note()
    this.writeBalances()
  }

  /** Prints what happened and the result; returns whether nothing was wrong. */
  finish(): boolean {
    say(this.coverage.table())
    // Once more below the long table, where a cut log still has it.
    this.reports.forEach(say)
    this.note()
    this.writeBalances()
    const reach = reachOf(this.lives, this.outlines)
    if (this.tableFile) writeFileSync(this.tableFile, reachTable(reach, this.lives))
    const shortages = shortagesOf(this.coverage, this.lived * this.actions)
    if (this.mustReach)
      say(reachText(reach) + shortages.map((each) => `too seldom: ${each}\n`).join(''))
    const isWhole = [reach.holes, reach.stale, shortages].every(({ length }) => length === 0)
    return this.reports.length === 0 && (isWhole || !this.mustReach)
  }

  /** One line for each seed; a single seed is written in full. */
  private writeBalances(): void {
    if (this.balancesFile === undefined) return
    const bySeed = [...this.balances].sort(([a], [b]) => a - b).map(([, lines]) => lines)
    const lines = bySeed.length === 1 ? bySeed.flat() : bySeed.flatMap(([line]) => line ?? [])
    writeFileSync(this.balancesFile, lines.map((line) => `${line}\n`).join(''))
  }

  private note(): void {
    const seconds = (performance.now() - this.began) / 1000
    const actions = this.lived * this.actions
    say(
      `${this.lived} seeds × ${this.actions} actions = ${actions} actions in ` +
        `${seconds.toFixed(0)} s (${(actions / seconds).toFixed(0)} per second), ` +
        `violations ${this.reports.length}\n`,
    )
  }
}

/** Every action of the contracts, which the build wrote beside this file. */
function outlines(): Outline[] {
  return JSON.parse(readFileSync(join(__dirname, 'actions.json'), 'utf8')) as Outline[]
}

/**
 * A great deal of code runs, and no part of it for long: so it is compiled at once and kept for the
 * functions that each life starts anew, and garbage is collected seldom, by the one core of a lane.
 */
const LANE_FLAGS = [
  '--no-flush-bytecode',
  '--always-sparkplug',
  '--min-semi-space-size=32',
  '--max-semi-space-size=64',
  '--single-threaded-gc',
]

/** A run with fewer seeds for each core ends before more lanes have paid for their slow start. */
const SEEDS_FOR_MORE_LANES = 25

const LANE_BYTES = 700e6

/**
 * A lane waits a third of its time, for retries and calls that come late: two keep a core busy, where
 * the memory is enough for them.
 */
function lanesFor(seeds: number): number {
  const cores = availableParallelism()
  const wanted = seeds < cores * SEEDS_FOR_MORE_LANES ? cores : cores * 2
  const fitting = Math.max(1, Math.floor(freemem() / LANE_BYTES))
  return Math.min(seeds, wanted, fitting)
}

/** A lane is a process, because functions run inside it and one core is not enough. */
function openLane(run: Run, [functionsDir, sdk]: [string, 'real' | 'direct']): Promise<void> {
  const execArgv = [...process.execArgv, ...LANE_FLAGS]
  const child = fork(join(__dirname, 'lane.cjs'), [functionsDir, sdk], { execArgv })
  return new Promise((resolve, reject) => {
    child.on('message', (told: SeedLived | 'ready') => {
      if (told !== 'ready') run.take(told)
      child.send(run.give() ?? 'end')
    })
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a lane ended: ${code}`)),
    )
  })
}

/** `simulate <seed>[-<last seed>] [actions] [--direct] [--first] [--reach] [--table <file>] [--balances <file>] [--functions <folder>]` */
async function main(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      direct: { type: 'boolean', default: false },
      first: { type: 'boolean', default: false },
      reach: { type: 'boolean', default: false },
      table: { type: 'string' },
      balances: { type: 'string' },
      functions: { type: 'string', default: 'dist/cloudfunctions' },
    },
  })
  const [seeds = '1', wanted = '50'] = positionals
  const [from = 1, last = from] = seeds.split('-').map(Number)
  const actions = Number(wanted)
  if (!(from >= 0 && last >= from && actions > 0)) throw new Error('simulate <seed>[-<last>] [n]')
  const { first, balances, reach, table } = values
  const run = new Run(from, last, actions, first, balances, reach, table)
  const lanes = Array.from({ length: lanesFor(last - from + 1) }, () =>
    openLane(run, [values.functions, values.direct ? 'direct' : 'real']),
  )
  await Promise.all(lanes)
  return run.finish() ? 0 : 1
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(2)
  },
)
