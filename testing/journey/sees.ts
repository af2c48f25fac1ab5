import { eventually } from '../weapp/eventually'
import type { PersonsPhone } from './persons-phone'

const squeezed = (words: string) => words.replace(/\s+/g, '')

/** Waits until all of these words are on the page. */
export async function sees(phone: PersonsPhone, ...words: string[]): Promise<void> {
  let text = ''
  await eventually(
    async () => {
      text = await phone.text()
      return words.every((word) => text.includes(squeezed(word)))
    },
    () => `${words.filter((word) => !text.includes(squeezed(word))).join(', ')} not in: ${text}`,
  )
}

/** Waits until these words are gone: a page shows its old answer until the new one has come. */
export async function seesNoMore(phone: PersonsPhone, words: string): Promise<void> {
  await eventually(
    async () => !(await phone.text()).includes(squeezed(words)),
    () => `${words} is still there`,
  )
}

/** Waits until the element shows these words and nothing else. */
export async function reads(phone: PersonsPhone, id: string, words: string): Promise<void> {
  let text = ''
  await eventually(
    async () => {
      text = await phone.textOf(id)
      return text === squeezed(words)
    },
    () => `#${id} says ${text}, not ${words}`,
  )
}

/** Waits for an id with this beginning; the cloud chooses the rest of it. */
export function idLike(phone: PersonsPhone, start: RegExp): Promise<string> {
  return eventually(
    async () => (await phone.ids()).find((id) => start.test(id)),
    () => `no id like ${String(start)}`,
  )
}

/** Waits until no id looks like this: a page shows its old answer until the new one has come. */
export async function noIdLike(phone: PersonsPhone, pattern: RegExp): Promise<void> {
  let left: string[] = []
  await eventually(
    async () => {
      left = (await phone.ids()).filter((id) => pattern.test(id))
      return left.length === 0
    },
    () => `still there: ${left.join(', ')}`,
  )
}
