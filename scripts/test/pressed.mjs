/** Who asks for actions by pressing something: their chapters in docs/actions.md. */
const ON_THE_PHONE = ['member', 'guide']

/** The actions of phones that were never asked for, in the order of docs/actions.md. */
export function unpressed(actionsPage, pressed) {
  const chapters = actionsPage.split(/^## /m)
  const ofPhones = chapters.filter((each) => ON_THE_PHONE.includes(each.split('\n')[0].trim()))
  const names = ofPhones.flatMap((each) =>
    [...each.matchAll(/^### `([^`]+)`/gm)].map(([, name]) => name),
  )
  if (names.length === 0) throw new Error('docs/actions.md lists no action of a phone')
  const asked = new Set(pressed.split('\n'))
  return names.filter((name) => !asked.has(name))
}
