// Reads `[{ filePath, text }]` from standard input and prints what lint says of each, as if that
// text stood in that file.
import { text } from 'node:stream/consumers'
import { ESLint } from 'eslint'

const eslint = new ESLint({ overrideConfigFile: 'scripts/lint/plain.mjs' })
const said = []
for (const { filePath, text: code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath, warnIgnored: true })
  said.push(result.messages.map(({ message }) => message))
}
process.stdout.write(JSON.stringify(said))
