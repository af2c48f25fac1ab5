import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SENDERS, type SourceName } from './senders'

const FOLDER = join(__dirname, 'recorded')

export interface RecordedWebhook {
  source: SourceName
  name: string
  body: string
}

/** Every webhook in `recorded/<source>`; a new source needs a folder and a line in `senders.ts`. */
export function recordedWebhooks(): RecordedWebhook[] {
  return readdirSync(FOLDER)
    .filter((each): each is SourceName => each in SENDERS)
    .flatMap((source) =>
      readdirSync(join(FOLDER, source)).map((name) => ({
        source,
        name: `${source}/${name}`,
        body: readFileSync(join(FOLDER, source, name), 'utf8'),
      })),
    )
}
