import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Action, InputOf, OutputOf, Reply } from '../cloudfunctions/contracts/action'
import { runDue, type JobName } from '../cloudfunctions/contracts/programme/job'
import { join as joinAction } from '../cloudfunctions/contracts/member/join'
import { checkPublications } from '../cloudfunctions/contracts/programme/program'
import { startCloud, type Caller, type Cloud, type CloudOptions } from '../localcloud/cloud'
import { DOCUMENTS } from '../demo/brand'
import { audit } from './auditor/auditor'
import { auditMoney, type Reservation } from './auditor/auditor-reservations'
import { FUNCTION_ENV } from './function-env'
import {
  DEMO_PROGRAMME,
  programmeDocument,
  wholeProgramme,
  type Written,
} from './programme-documents'

/** Friday, 20 November 2026, 10:00 in Shanghai. */
export const TODAY = Date.UTC(2026, 10, 20, 2, 0, 0)
export const DAY_MS = 24 * 60 * 60 * 1000
const SEEN_EVERYWHERE_MS = 61_000
const LONG_AGO_MS = 30 * DAY_MS

let requests = 0
/** A new request id, as the phone would make one. */
export function requestId(): string {
  requests += 1
  return `request-${String(requests).padStart(12, '0')}`
}

/** A person on a phone, or the console. */
export interface Asker {
  openid: string | undefined
  /** Asks and checks the answer against the contract. */
  ask<A extends Action>(action: A, input: InputOf<A>): Promise<Reply<A>>
  /** Asks and expects an answer, not a refusal. */
  get<A extends Action>(action: A, input: InputOf<A>): Promise<OutputOf<A>>
  /** How many database calls the last answer cost. */
  lastCalls(): number
}

export interface BrandCloud {
  cloud: Cloud
  console: Asker
  /** With a union id, the app belongs to an open platform account. */
  person(name: string, unionid?: string): Asker
  guide(name: string): Asker
  /** A person who calls the function of brand staff; only an enrolled one is staff. */
  staff(name: string): Asker
  /** A person who has joined with a phone. */
  member(name: string): Promise<Asker & { memberId: string }>
  /** Changes a document as staff do, and has it checked. Fields of the programme find their own. */
  edit(collection: string, id: string, change: Record<string, unknown>): Promise<string>
  /** What staff have written as the programme, in whichever documents. */
  program(): Promise<Written & { claim: object; earn: object }>
  /** Runs one job of the timer. Running all closes days, and then the clock must not go back. */
  job(only: JobName): Promise<unknown>
  /** Reads the whole database and throws on the first thing that does not add up. */
  audit(): Promise<void>
  close(): Promise<void>
  /** Closes without the auditor, who would read a benchmark's millions of documents one by one. */
  discard(): Promise<void>
}

/**
 * A fresh embedded cloud on the built functions, with the demo brand published. The functions run
 * in this process, which halves the time of a test. Tests about processes ask for real ones, and so
 * do the journeys, which take the same path as a phone.
 */
export async function openBrandCloud(options: Partial<CloudOptions> = {}): Promise<BrandCloud> {
  refusePureTest()
  const dataDir = mkdtempSync(join(tmpdir(), 'jusha-'))
  const cloud = await startCloud({
    dataDir,
    functionsDir: 'dist/cloudfunctions',
    collectionsFile: 'cloudfunctions/collections.json',
    durability: 'relaxed',
    // Works from the bundles of the simulation and the bench too.
    runnerPath: 'localcloud/functions/runner.cjs',
    isolation: 'inline',
    anyPace: true,
    functionEnv: FUNCTION_ENV,
    ...options,
  })
  cloud.clock.set(TODAY)
  for (const [collection, documents] of Object.entries(DOCUMENTS)) {
    for (const document of documents) await cloud.database.put(collection, withOpenClaims(document))
  }
  const staff = asker(cloud, 'staff', {})
  await staff.get(checkPublications, { operator: '店长' })
  return brandCloud(cloud, staff, dataDir)
}

/** In a room that builds nothing before its tests, old functions would answer without a warning. */
function refusePureTest(): void {
  if (!('isPureTest' in globalThis)) return
  throw new Error(
    'This room builds no functions for its tests: see PURE and BUILT in jest.config.js',
  )
}

/** Most tests claim by a number alone; proofs have tests of their own. */
function withOpenClaims(document: Written): Written {
  const { claim } = document
  return typeof claim === 'object' ? { ...document, claim: { ...claim, proof: 'never' } } : document
}

function brandCloud(cloud: Cloud, staff: Asker, dataDir: string): BrandCloud {
  const discard = async () => {
    await cloud.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  const person = (name: string, unionid?: string) =>
    asker(cloud, 'member', { openid: `wx-${name}`, ...(unionid ? { unionid } : {}) })
  return {
    cloud,
    console: staff,
    person,
    guide: (name) => asker(cloud, 'guide', { openid: `wx-${name}` }),
    staff: (name) => asker(cloud, 'staff', { openid: `wx-${name}` }),
    async member(name) {
      const joining = person(name)
      const { memberId } = await joining.get(joinAction, {
        requestId: requestId(),
        consentVersion: consentVersion(),
        nickname: name,
      })
      return { ...joining, memberId }
    },
    program: () => readProgramme(cloud, 'shanyu'),
    async edit(collection, id, change) {
      const edits = await editsOf(cloud, collection, id, change)
      for (const [document, fields] of edits) {
        const before = (await cloud.database.get(collection, document)) ?? { _id: document }
        await cloud.database.replace(collection, document, { ...before, ...fields, _id: document })
      }
      // Published in the past, so that it acts now, even if a test sets the clock back afterwards.
      cloud.clock.advance(-LONG_AGO_MS)
      await staff.get(checkPublications, { operator: '店长' })
      // Other instances keep what they have read for this long.
      cloud.clock.advance(LONG_AGO_MS + SEEN_EVERYWHERE_MS)
      return statusOf(cloud, collection, [...edits.keys()])
    },
    job: (only) =>
      cloud.call('jobs', { action: runDue.name, input: { only } }, { source: 'wx_trigger' }),
    audit: () => auditBrand(cloud),
    async close() {
      try {
        await auditBrand(cloud)
      } finally {
        await discard()
      }
    },
    discard,
  }
}

/** What is stored, and what WeChat Pay's own books say of it once every callback has come. */
async function auditBrand(cloud: Cloud): Promise<void> {
  await audit(cloud.database)
  if (cloud.pay.open > 0) return
  const reservations = (await cloud.database.all('reservations')) as unknown as Reservation[]
  const faults = auditMoney(cloud.pay.books(), reservations)
  if (faults.length > 0) throw new Error(`The auditor found:\n${faults.join('\n')}`)
}

async function readProgramme(cloud: Cloud, brand: string) {
  const whole = wholeProgramme(brand, (await cloud.database.all('programs')) as Written[])
  return v.parse(
    v.looseObject({ _id: v.string(), claim: v.looseObject({}), earn: v.looseObject({}) }),
    whole,
  )
}

/** Sorts the changed fields by their document; a brand without parts has all in its base. */
async function editsOf(cloud: Cloud, collection: string, id: string, change: object) {
  const edits = new Map<string, Record<string, unknown>>()
  for (const [field, value] of Object.entries(change)) {
    const own = collection === 'programs' ? programmeDocument(id, field) : id
    const document = (await cloud.database.get(collection, own)) ? own : id
    edits.set(document, { ...edits.get(document), [field]: value })
  }
  return edits
}

/** The first status that says no, or the last that says yes. */
async function statusOf(cloud: Cloud, collection: string, ids: string[]): Promise<string> {
  const found = await Promise.all(ids.map((id) => cloud.database.get(collection, id)))
  const words = found.map((document) => String(document?.status))
  return words.find((word) => !word.startsWith('已发布')) ?? words.at(-1) ?? ''
}

/** The version of the consent text that the demo brand has published. */
export function consentVersion(): string {
  return v.parse(v.looseObject({ consent: v.looseObject({ version: v.string() }) }), DEMO_PROGRAMME)
    .consent.version
}

function asker(cloud: Cloud, audience: string, caller: Caller): Asker {
  let calls = 0
  async function ask<A extends Action>(action: A, input: InputOf<A>): Promise<Reply<A>> {
    const source = caller.openid === undefined ? 'wx_devtools' : 'wx_client'
    const { result, error, databaseCalls } = await cloud.invoke(
      audience,
      { action: action.name, input },
      { source, ...caller },
    )
    if (error) throw new Error(`${action.name} threw: ${error.message}`)
    calls = databaseCalls
    return checked(action, result)
  }
  return {
    openid: caller.openid,
    ask,
    async get(action, input) {
      const reply = await ask(action, input)
      if ('ok' in reply) return reply.ok
      throw new Error(`${action.name} was not answered: ${JSON.stringify(reply)}`)
    },
    lastCalls: () => calls,
  }
}

/** The reply, after its content was checked against the contract. */
function checked<A extends Action>(action: A, result: unknown): Reply<A> {
  const reply = result as Reply<A>
  if ('ok' in reply) v.parse(action.output, reply.ok)
  return reply
}
