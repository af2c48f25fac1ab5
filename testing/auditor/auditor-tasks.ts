import { read, type Reader } from './auditor-reader'

interface Entry {
  _id: string
  account: string
  kind: string
  source: string
  of: string | null
  points: number
  growth: number
  deficit: number
  ruleVersion: number
  businessDay: string
}
interface Order {
  _id: string
  status: string
  paidFen: number
  refundedFen: number
  paidAt: number | null
  createdAt: number | null
  items: { title: string }[]
  claim: { account: string; state: string; claimedAt: number; round?: number } | null
}
interface Task {
  id: string
  kind: string
  goal?: number
  points?: number
  growth?: number
  inviteePoints?: number
  perDay?: number
  leastFen?: number
  categories?: { words: string[] }[]
}
interface Account {
  _id: string
  memberId: string
  invitedBy?: { account: string; paid: boolean }
}

/** What a reward is for, as its key says. */
interface Reward {
  entry: Entry
  task: Task
  /** The parts of its key that follow the task. */
  rest: string[]
}

/** Compares rewards of tasks with the orders, check-ins and members that they are for. */
export async function auditTasks(database: Reader): Promise<string[]> {
  const faults: string[] = []
  const all = await read<Entry>(database, 'ledger')
  const entries = all.filter(({ source }) => source === 'task')
  if (entries.length === 0) return faults
  const facts = await readFacts(database)
  const undone = new Map<string, Entry>()
  for (const entry of entries) {
    if (entry.kind !== 'clawback') continue
    if (undone.has(entry.of ?? '')) faults.push(`${entry.of} is taken back twice`)
    undone.set(entry.of ?? '', entry)
  }
  const stays = new Map<string, string>()
  for (const entry of entries) {
    if (entry.kind !== 'earn') continue
    const reward = rewardOf(entry, facts.programmes)
    if (!reward) {
      faults.push(`${entry._id} is for a task that its version does not have`)
      continue
    }
    faults.push(...amountFaults(reward))
    const back = undone.get(entry._id)
    undone.delete(entry._id)
    const reversed = all.find(({ source, of }) => source === 'staff' && of === entry._id)
    if (back) faults.push(...undoneFaults(entry, back, reversed))
    else faults.push(...dueFaults(reward, facts, stays))
  }
  for (const [of, { _id }] of undone) faults.push(`${_id} takes back ${of}, which is not there`)
  return faults
}

/** Programmes by version, and everything else that a task can be about. */
interface Facts {
  programmes: Map<number, Task[]>
  orders: Order[]
  /** `<account>` → days that were checked in or made up. */
  days: Map<string, Set<string>>
  accounts: Map<string, Account>
  shops: Set<string>
  reviews: Set<string>
}

async function readFacts(database: Reader): Promise<Facts> {
  const published = await read<{
    collection: string
    document: string
    version: number
    body: { tasks?: Task[] }
  }>(database, 'published')
  const programmes = new Map<number, Task[]>()
  for (const { collection, version, body } of published) {
    // A number means one thing within the base document and the part that holds the tasks.
    if (collection === 'programs' && body.tasks) programmes.set(version, body.tasks)
  }
  const days = new Map<string, Set<string>>()
  for (const { _id, account, source } of await read<Entry>(database, 'ledger')) {
    const day = /:(?:check-in|make-up):(\d{4}-\d\d-\d\d)$/.exec(_id)?.[1]
    if (source !== 'check-in' || !day) continue
    days.set(account, (days.get(account) ?? new Set()).add(day))
  }
  const accounts = await read<Account>(database, 'accounts')
  const shops = published.filter(({ collection }) => collection === 'shops')
  const reviews = await read<{ _id: string }>(database, 'reviews')
  return {
    reviews: new Set(reviews.map(({ _id }) => _id)),
    programmes,
    days,
    orders: await read<Order>(database, 'orders'),
    accounts: new Map(accounts.map((account) => [account._id, account])),
    shops: new Set(shops.map(({ document }) => document.split(':')[1] ?? '')),
  }
}

function rewardOf(entry: Entry, programmes: Facts['programmes']): Reward | null {
  const [id = '', ...rest] = entry._id.slice(`${entry.account}:task:`.length).split(':')
  const task = programmes.get(entry.ruleVersion)?.find((each) => each.id === id)
  return task ? { entry, task, rest } : null
}

/** Never more than that version of the rules says; the cap of the day may leave less. */
function amountFaults({ entry, task, rest }: Reward): string[] {
  const isInvitee = task.kind === 'invite' && rest[0] === 'joined'
  const most = (isInvitee ? task.inviteePoints : task.points) ?? 0
  const growth = isInvitee ? 0 : (task.growth ?? 0)
  const points = entry.points - entry.deficit
  const fits = points <= most && entry.growth === growth
  return fits ? [] : [`${entry._id} brought ${points} and ${entry.growth}, its task pays ${most}`]
}

/** What staff have reversed can no longer be taken back. */
function undoneFaults(entry: Entry, back: Entry, reversed: Entry | undefined): string[] {
  const moved = [entry, back, ...(reversed ? [reversed] : [])]
  const sum = moved.reduce((total, { points, deficit }) => total + points - deficit, 0)
  return sum === 0 ? [] : [`${back._id} leaves ${sum} of what it takes back`]
}

/** A reward that remains is earned by what the database holds now, and is given once. */
function dueFaults(reward: Reward, facts: Facts, stays: Map<string, string>): string[] {
  const { entry, task, rest } = reward
  const [first = ''] = rest
  if (task.kind === 'invite') return inviteFaults(reward, facts)
  if (task.kind === 'review') return reviewFaults(reward, facts)
  if (task.kind === 'visit') {
    const fits = first === entry.businessDay && facts.shops.has(rest[1] ?? '')
    return fits ? [] : [`${entry._id} is for a visit that cannot be`]
  }
  const place = `${entry.account}:${task.id}:${first}`
  const other = stays.get(place)
  stays.set(place, entry._id)
  if (other !== undefined) return [`${entry._id} and ${other} pay for one cycle`]
  const count = countOf(reward, first, facts)
  const goal = task.goal ?? 0
  return count >= goal ? [] : [`${entry._id} stays for ${count} of ${goal}`]
}

function inviteFaults({ entry, rest }: Reward, { accounts }: Facts): string[] {
  const [role, memberId = ''] = rest
  const brand = entry.account.split(':')[0] ?? ''
  const own = role === 'joined' ? entry.account : `${brand}:${memberId}`
  const by = accounts.get(own)?.invitedBy
  const isTheirs = role === 'joined' || by?.account === entry.account
  return by?.paid && isTheirs ? [] : [`${entry._id} is for nobody who was invited`]
}

/** The order was claimed by this member, was not refunded in full, and has a review. */
function reviewFaults({ entry, rest }: Reward, { orders, reviews }: Facts): string[] {
  const [, channel, orderNo, round = '0'] = rest
  const id = [entry.account.split(':')[0], channel, orderNo].join(':')
  const order = orders.find(({ _id, claim }) => _id === id && claim?.account === entry.account)
  const review = round === '0' ? id : `${id}:${round}`
  const isPaid = order !== undefined && order.paidFen > order.refundedFen
  const isTheirs = (order?.claim?.round ?? 0) === Number(round)
  return isPaid && isTheirs && reviews.has(review)
    ? []
    : [`${entry._id} is for no review that counts`]
}

function countOf({ entry, task }: Reward, cycle: string, facts: Facts): number {
  const isIn = (day: string) => cycle === 'once' || day.startsWith(cycle)
  if (task.kind === 'check-in') {
    return [...(facts.days.get(entry.account) ?? [])].filter(isIn).length
  }
  const counting = facts.orders.filter(({ claim, ...order }) => {
    if (claim?.account !== entry.account || claim.state !== 'credited') return false
    const bought = dayOf(order.paidAt ?? order.createdAt ?? claim.claimedAt)
    const net = order.paidFen - order.refundedFen
    return order.status === 'completed' && net >= (task.leastFen ?? 1) && isIn(bought)
  })
  if (task.kind === 'orders') return counting.length
  const titles = counting.flatMap(({ items }) => items.map(({ title }) => title))
  const isThere = (words: string[]) => titles.some((title) => words.some((w) => title.includes(w)))
  return (task.categories ?? []).filter(({ words }) => isThere(words)).length
}

function dayOf(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10)
}
