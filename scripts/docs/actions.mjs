import { audienceOf, commentOf, isAction, readContracts } from './contracts.mjs'
import { insideOf, wordsOf } from './schema-words.mjs'

const AUDIENCES = {
  member: 'Asked by a consumer on the phone. `mini-program → member`',
  guide: 'Asked by a store guide on the phone. `mini-program → guide`',
  staff: 'Asked by brand staff: in the cloud console, or on the phone where a role allows it.',
  jobs: 'Run by the timer, every five minutes, or from the console.',
}

/** The whole of docs/actions.md. */
export async function actionsPage() {
  const contracts = await readContracts()
  const names = namesOf(contracts)
  const titles = contracts.find(({ file }) => file === 'action-titles.ts').values.ACTION_TITLES
  const door = contracts.find(({ file }) => file === 'action.ts').values.DOOR_REFUSALS
  const actions = contracts.flatMap(({ file, values, source }) =>
    Object.entries(values)
      .filter(([, value]) => isAction(value))
      .map(([constant, action]) => {
        const about = { constant, file, title: titles[action.name] }
        const comment = commentOf(source, constant)
        return { action, ...about, comment, audience: audienceOf(constant, action) }
      }),
  )
  const text = actions.map((each) => actionText(each, names)).join('')
  return [
    head(door, actions),
    ...Object.entries(AUDIENCES).map(([audience, about]) => {
      const own = actions.filter((each) => each.audience === audience)
      const parts = own.map((each) => actionText(each, names))
      return [`## ${audience}\n\n${about}\n\n`, ...parts].join('')
    }),
    shapesText(contracts, names, text),
  ].join('')
}

/** Exported schemas by their value, so that a shape is written once and named everywhere else. */
function namesOf(contracts) {
  const names = new Map()
  for (const { values } of contracts) {
    for (const [name, value] of Object.entries(values)) {
      if (value?.kind === 'schema' && !names.has(value)) names.set(value, name)
    }
  }
  return names
}

function head(door, actions) {
  const refusals = door.map((refusal) => `\`${refusal}\``).join(', ')
  return `# All actions

This page is made from the contracts by \`npm run docs\`. Do not edit it.
It lists all ${actions.length} actions: what goes in, what comes out, and every refusal.

A call is \`{ "action": "<name>", "input": { … } }\` to the function that the heading names.
The answer is one of four: \`{ ok }\`, \`{ refused, detail }\`, \`{ unavailable, reference }\` (ask again
with the same request id) or \`{ bug, reference }\`. Any action can also be refused at the door: ${refusals}.

Notation: \`name?\` may be left out · \`= x\` is what is taken then · \`(…)\` is a bound ·
a capital letter, such as \`Points\`, is a shape at the end of this page. Unknown fields are refused.

`
}

function actionText({ action, constant, file, title, comment }, names) {
  const { name, input, output, refusals, roles } = action
  const refused = refusals.map((refusal) => `\`${refusal}\``).join(', ') || 'nothing of its own'
  return [
    `### \`${name}\` ${title}\n\n`,
    comment ? `${comment}\n\n` : '',
    `\`\`\`ts\ninput ${wordsOf(input, names)}\noutput ${wordsOf(output, names)}\n\`\`\`\n\n`,
    `Refuses: ${refused}.`,
    roles ? ` Open to: ${roles.map((role) => `\`${role}\``).join(', ')}.` : '',
    `\nContract: \`${constant}\` in \`cloudfunctions/contracts/${file}\`.\n\n`,
  ].join('')
}

/** The shapes that actions name, and the shapes inside those, each with its definition. */
function shapesText(contracts, names, text) {
  const isNamed = (name, where) => new RegExp(`\\b${name}\\b`).test(where)
  const shapes = [...names].map(([schema, name]) => ({ name, words: insideOf(schema, names) }))
  const wanted = new Set()
  let look = text.replaceAll(/Contract: .*/g, '')
  for (let found = true; found;) {
    const fresh = shapes.filter(({ name }) => !wanted.has(name) && isNamed(name, look))
    for (const { name } of fresh) wanted.add(name)
    look = fresh.map(({ words }) => words).join('\n')
    found = fresh.length > 0
  }
  const lines = shapes
    .filter(({ name }) => wanted.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, words }) => {
      const comment = contracts.map(({ source }) => commentOf(source, name)).find(Boolean)
      return `${comment ? `/** ${comment} */\n` : ''}${name} ${words}`
    })
  return `## Shapes\n\n\`\`\`ts\n${lines.join('\n')}\n\`\`\`\n`
}
