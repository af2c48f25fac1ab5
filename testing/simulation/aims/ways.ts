import { Random } from '../random'
import type { StepAim } from './aim'
import { AIMS, crowdOf, stepsOf } from './all-aims'

/** Steps of everyday life between two ways. */
const BETWEEN = 2

/** One step on a way, with the number of calls that it makes. */
interface Way {
  aim: StepAim
  crowd: number
  faults: boolean
}

/**
 * The ways of one life. They come from the seed alone: lives next to each other take the next aims
 * of the list, so that a few hundred seeds walk every way several times.
 */
export class Ways {
  private readonly names = Object.keys(AIMS)
  private run = 0
  private left = 0
  private pause = 2
  private aim: StepAim | null = null

  constructor(private readonly seed: number) {}

  /** The way's next step, or null to continue with everyday life. */
  next(actionsLeft: number): Way | null {
    if (this.left === 0 && this.pause > 0) {
      this.pause -= 1
      return null
    }
    if (this.left === 0) this.begin()
    const { aim } = this
    if (!aim) return null
    const crowd = Math.min(crowdOf(aim.name), actionsLeft)
    this.left -= 1
    if (this.left === 0) this.pause = BETWEEN
    // A faulty call with a wrong code can count twice, so these ways have no faults.
    const isWrong = ['locked', 'a look at no coupon'].some((words) => aim.name.includes(words))
    return { aim, crowd, faults: !isWrong }
  }

  private begin(): void {
    this.run += 1
    // A long way may leave no room for the next, so each aim is also the first one of some lives.
    const from = this.seed * STRIDE
    // In a list of three times as many aims each time through it begins one further, or every third
    // one alone would be a first.
    const isStepped = this.names.length % STRIDE === 0
    const round = isStepped ? Math.floor(from / this.names.length) : 0
    const name = this.names[(from + round + this.run - 1) % this.names.length] ?? ''
    const random = new Random(this.seed * 7919 + this.run)
    const draws = Array.from({ length: 8 }, () => random.below(1000))
    this.aim = { name, run: this.run, draws }
    this.left = stepsOf(name)
  }
}

/** Lives next to each other go on in the list of aims. */
const STRIDE = 3
