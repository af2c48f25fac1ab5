import { existsSync, readFileSync, writeFileSync } from 'node:fs'

export interface Clock {
  now(): number
  set(ms: number): void
  advance(ms: number): void
  offset(): number
}

/** The cloud's own time: the machine's time, moved by an offset that outlives a restart. */
export class CloudClock implements Clock {
  private readonly file: string
  private offsetMs = 0

  /** With `lazy` only `save` writes the offset, for clouds that need not survive a kill. */
  constructor(
    file: string,
    private readonly lazy = false,
  ) {
    this.file = file
    this.reload()
  }

  now(): number {
    return Date.now() + this.offsetMs
  }

  set(ms: number): void {
    this.move(ms - Date.now())
  }

  advance(ms: number): void {
    this.move(this.offsetMs + ms)
  }

  offset(): number {
    return this.offsetMs
  }

  /** Reads the offset again after a snapshot was restored. */
  reload(): void {
    const text = existsSync(this.file) ? readFileSync(this.file, 'utf8') : '0'
    this.offsetMs = Number(text) || 0
  }

  save(): void {
    writeFileSync(this.file, String(this.offsetMs))
  }

  private move(offsetMs: number): void {
    this.offsetMs = Math.round(offsetMs)
    if (!this.lazy) this.save()
  }
}
