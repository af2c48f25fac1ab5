// `npm start`: installs, builds what is stale, seeds the demo brand once and opens the stage.
import { spawn } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installWhenStale } from './install.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
installWhenStale()
const { buildStale } = await import('./build.mjs')
await buildStale(['functions', 'demo', 'stage', 'h5'])

const cloud = spawn(process.execPath, ['dist/demo.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => cloud.kill(signal))
cloud.on('exit', (code) => process.exit(code ?? 0))
