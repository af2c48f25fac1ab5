import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { runDue } from '../../cloudfunctions/contracts/programme/job'
import { checkPublications } from '../../cloudfunctions/contracts/programme/program'
import { fillPool, knownLabels, LIMITS, unknownLabels, versionsOf } from './acts/beginning'
import { audit } from '../auditor/auditor'
import { FUNCTION_ENV } from '../function-env'
import { readOnce } from '../auditor/auditor-reader'
import { openBrandCloud, TODAY, type BrandCloud } from '../brand-cloud'
import type { CloudOptions } from '../../localcloud/cloud-options'
import { documentsOfProgramme } from '../programme-documents'
import type { Answered, Ask, Outcome } from './ask'
import { balancesOf, type Balances } from './balances'
import { dayAt } from './rules/calendar'
import { differences, homeDifferences } from './compare/compare'
import { givenIn } from './compare/compare-tier'
import type { Coverage } from './coverage'
import { Explanation, keyOf } from './compare/explain'
import { milestones } from './rules/milestones'
import { takePicture } from './compare/picture'
import { Misbehaviour } from './misbehaviour'
import type { Step } from './plan'
import { Player, SEEN_EVERYWHERE_MS } from './player'
import { FAMILIES, familyOf, programmeOf, readRules, type Rules } from './programme/programme'
import { SHELF } from './programme/shelf'
import { faultCell, pairCell } from './reach/cells'
import { historyOf } from './report'
import { Resolver } from './resolve'
import { GUIDES } from './rules/shop-rules'
import { copyOf, newWorld, type World } from './world/world'

/** How many steps pass before the callers' first screens are checked again. */
const HOMES_EVERY = 4

export interface Violation {
  seed: number
  step: number
  /** Everything that was asked until then, with faults and answers. */
  history: string[]
  problems: string[]
}

export interface Tamper {
  /** After this step, somebody changes the database without going through the product. */
  after: number
  change(brand: BrandCloud): Promise<void>
}

/** One embedded cloud, on which the worlds of many seeds are lived one after the other. */
export class Simulation {
  private runs = 0
  private readonly rules: Rules = readRules()

  private constructor(
    private readonly brand: BrandCloud,
    private readonly coverage: Coverage,
    private readonly codes: readonly string[],
    private readonly firstVersions: ReadonlyMap<readonly number[], ReadonlyMap<string, number>>,
  ) {}

  static async open(
    coverage: Coverage,
    options: Pick<Partial<CloudOptions>, 'functionsDir' | 'sdk'> = {},
  ): Promise<Simulation> {
    const functionEnv = { ...FUNCTION_ENV, ...LIMITS }
    const steady = { poolSize: 2, isolation: 'inline', anyPace: false } as const
    const brand = await openBrandCloud({ ...steady, functionEnv, ...options })
    for (const [id, offer] of Object.entries(SHELF)) {
      await brand.cloud.database.patch('catalog', `shanyu:${id}`, { ...offer })
    }
    await brand.cloud.storage.put('imports/broken.csv', Buffer.from('这不是表格'))
    await fillPool(brand)
    const labels = await knownLabels(brand)
    const firstVersions = new Map<readonly number[], ReadonlyMap<string, number>>()
    for (const family of FAMILIES) {
      for (const document of documentsOfProgramme(programmeOf(family[0])))
        await brand.cloud.database.replace('programs', document._id, document)
      await brand.console.get(checkPublications, { operator: '店长' })
      firstVersions.set(family, await versionsOf(brand))
      await brand.cloud.snapshot(nameOf(family))
    }
    labels.push(...(await unknownLabels(brand)))
    return new Simulation(brand, coverage, labels, firstVersions)
  }

  /** Lives through the steps; returns the first thing that is wrong, or null. */
  async run(seed: number, steps: readonly Step[], tamper?: Tamper): Promise<Violation | null> {
    this.runs += 1
    // All lives use the same days, and an instance keeps what it has read for a minute.
    await this.brand.cloud.restore(nameOf(familyOf(seed)), { keepPackages: true })
    const player = new Player(
      this.brand,
      `${seed}-${this.runs}`,
      this.codes,
      this.coverage,
      clearsLocks(seed),
    )
    const { rules, firstVersions } = this
    const family = familyOf(seed)
    const first = rules.documentsOf(family[0])
    const world = newWorld(rules, first, firstVersions.get(family) ?? new Map())
    const life = new Life(seed, this.brand, player, rules, world, this.coverage)
    await life.begin()
    for (const step of steps) {
      const violation = await life.live(step)
      if (violation) return violation
      if (tamper?.after === step.id) await tamper.change(this.brand)
    }
    return life.end()
  }

  /** The result of the last life. */
  balances(): Promise<Balances> {
    return balancesOf(this.brand.cloud.database)
  }

  async close(): Promise<void> {
    await this.brand.cloud.restore(nameOf(FAMILIES[0]))
    await this.brand.close()
  }
}

/** What staff have published acts a minute later, and the life waits for that. */
function isPublished({ kind }: Ask, settled: PromiseSettledResult<Outcome | null> | undefined) {
  const told = settled?.status === 'fulfilled' ? settled.value : null
  return kind === 'publish' || (kind === 'roll-back' && told !== null && 'ok' in told)
}

/** In half of the lives a retry comes at once and meets the locks that a call left behind. */
function clearsLocks(seed: number): boolean {
  return Math.floor(seed / FAMILIES.length) % 2 === 0
}

function nameOf(family: readonly number[]): string {
  return `family-${family.join('-')}`
}

/** The world of one seed, next to the cloud that should match it. */
class Life {
  private readonly resolver: Resolver
  private calls: Answered[] = []
  private readonly answers = new Map<string, Outcome | null>()
  private step = 0
  private readonly history: string[] = []

  constructor(
    private readonly seed: number,
    private readonly brand: BrandCloud,
    private readonly player: Player,
    private readonly rules: Rules,
    private world: World,
    private readonly coverage: Coverage,
  ) {
    this.resolver = new Resolver(rules, seed)
  }

  /** Two guides are on the roster before anything else happens. */
  async begin(): Promise<void> {
    this.moveTo(TODAY)
    for (const [who, shops] of Object.entries(GUIDES)) {
      const ask = { kind: 'join' as const, who, requestId: `guide-joins-${who}-1` }
      const outcome = await this.player.play(ask, false)
      const memberId = outcome && 'ok' in outcome ? String(outcome.ok.memberId) : ''
      const entry = { memberId, name: who, number: '0318', shops, active: true }
      await this.brand.console.get(enrolGuide, { operator: '店长', ...entry })
      const told = { ask, outcome, faults: [] }
      const found = new Explanation([told], this.rules, () => []).find(this.world)
      if ('world' in found) this.world = found.world
    }
  }

  async live(step: Step): Promise<Violation | null> {
    this.step = step.id
    this.moveTo(this.resolver.begin(step, this.world))
    try {
      this.calls = await this.callAll(step)
    } catch (thrown) {
      if (!(thrown instanceof Misbehaviour)) throw thrown
      this.history.push(...historyOf(step, this.world.now, this.calls))
      return this.violation([thrown.message])
    }
    this.history.push(...historyOf(step, this.world.now, this.calls))
    this.note(step)
    return this.check()
  }

  private note({ jump }: Step): void {
    const { coverage, calls, player } = this
    for (const call of calls) coverage.add(call)
    if (calls.length > 1) coverage.count('calls at once', calls.length)
    coverage.count(`jump ${jump}`)
    const actions = calls.map(({ ask }) => player.actionOf(ask))
    for (const [place, one] of actions.entries()) {
      for (const other of actions.slice(place + 1)) coverage.count(pairCell(one, other))
    }
    for (const cell of this.rules.settingsOf(this.world.programme)) coverage.count(cell)
  }

  /** Only what really struck counts, not what was planned. */
  private noteFaults(): boolean {
    let struck = 0
    for (const { rule, fired } of this.brand.cloud.faults.report()) {
      const fault = rule.fault === 'duplicate' ? rule.order : rule.fault
      struck += fired
      if (fired > 0) this.coverage.count(faultCell(fault, rule.action ?? runDue.name), fired)
    }
    return struck > 0
  }

  /** Without a fault, a call that was answered holds no lock any more. */
  private noteLeftOpen(open: number, isStruck: boolean): void {
    if (open > 0 && !isStruck) {
      throw new Misbehaviour(`after all answers ${open} transactions were still open`)
    }
  }

  /** At the end everybody opens their first screen. */
  async end(): Promise<Violation | null> {
    return this.violation(await this.homes([...this.world.members.keys()]))
  }

  private moveTo(instant: number): void {
    this.brand.cloud.clock.set(instant)
    this.world = { ...this.world, now: instant, today: dayAt(instant) }
  }

  private async callAll(step: Step): Promise<Answered[]> {
    const { cloud } = this.brand
    const planned = step.calls.map((call, place) => {
      const ask = this.resolver.resolve(call, step, place, this.world)
      const faults = call.fault ? [this.player.faultFor(ask, call.fault)] : []
      return { ask, faults, isLost: call.lost && call.kind === ask.kind }
    })
    this.calls = planned.map(({ ask, faults }) => ({ ask, faults, outcome: null }))
    cloud.faults.set(planned.flatMap(({ faults }) => faults))
    const settled = await Promise.allSettled(
      planned.map(({ ask, isLost }) => this.player.play(ask, isLost)),
    )
    const isStruck = this.noteFaults()
    cloud.faults.clear()
    // The next step is at least 30 seconds later, so by then they have ended.
    this.noteLeftOpen(cloud.expireTransactions(), isStruck)
    const published = planned.some(({ ask }, i) => isPublished(ask, settled[i]))
    if (published) this.world = { ...this.world, now: this.world.now + SEEN_EVERYWHERE_MS }
    return planned.map(({ ask, faults }, i) => {
      const each = settled[i]
      if (each?.status !== 'fulfilled') throw each?.reason
      return { ask, faults, outcome: each.value }
    })
  }

  private async check(): Promise<Violation | null> {
    const { database: whole } = this.brand.cloud
    const database = readOnce({ all: (collection) => whole.look(collection) })
    const job = this.calls.some(({ ask }) => ask.kind === 'jobs')
    const audited = await audit(database, { closedDays: job }).then(
      () => [],
      (error: unknown) => [String(error)],
    )
    if (audited.length > 0) return this.violation(audited)
    const picture = await takePicture(database, this.brand.cloud.pay.books())
    const differ = (world: World) => differences(world, picture, this.rules, job)
    const given = givenIn(this.world, picture)
    const found = new Explanation(this.calls, this.rules, differ, this.answers, given).find(
      copyOf(this.world),
    )
    for (const why of found.forgiven) this.coverage.count(`forgiven: ${why}`)
    if ('problems' in found) return this.violation(found.problems)
    for (const what of milestones(this.world, found.world)) this.coverage.count(what)
    this.world = found.world
    this.remember()
    // The database was compared; now and then the screens are compared too.
    if (this.step % HOMES_EVERY > 0) return null
    const touched = this.calls.map(({ ask }) => ask.who)
    return this.violation(await this.homes(touched.filter((who) => this.world.members.has(who))))
  }

  private remember(): void {
    for (const { ask, outcome } of this.calls) {
      const key = keyOf(ask)
      if (!this.answers.get(key)) this.answers.set(key, outcome)
    }
  }

  private async homes(people: string[]): Promise<string[]> {
    const found: string[] = []
    for (const who of new Set(people)) {
      found.push(...homeDifferences(this.world, who, await this.player.home(who)))
    }
    return found
  }

  private violation(problems: string[]): Violation | null {
    if (problems.length === 0) return null
    return { seed: this.seed, step: this.step, history: this.history, problems }
  }
}
