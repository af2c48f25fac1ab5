// Reads `[{ filePath, text }]` from standard input and prints what lint reports for each, as if
// that text were the content of that file.
import { text } from 'node:stream/consumers'
import { ESLint } from 'eslint'

const eslint = new ESLint()
const said = []
for (const { filePath, text: code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath, warnIgnored: true })
  said.push(result.messages.map(({ message }) => message))
}
process.stdout.write(JSON.stringify(said))
