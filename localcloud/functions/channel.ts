/** What the runner of a function sends: a line of its log, a result, or an error. */
export interface ChannelEvents {
  message(message: unknown): void
  error(error: Error): void
  /** The runner has ended, by itself or killed; `said` is its last output, if there was any. */
  close(said: string): void
}

/** The connection to the runner of one warm function. */
export interface Channel {
  send(message: object): void
  /** Ends the runner as kill -9 does. */
  kill(): void
  /**
   * Starts the function anew and keeps the packages that it is made of; false if this channel
   * cannot, or not now.
   */
  restart?(): boolean
}

export type OpenChannel = (
  entry: string,
  env: Record<string, string>,
  events: ChannelEvents,
) => Channel
