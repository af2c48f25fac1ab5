// `npm run reset`: deletes the demo's data; the next `npm start` seeds it again.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
const pidFile = '.data/demo/pid'

function isRunning() {
  if (!existsSync(pidFile)) return false
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}

if (isRunning()) {
  process.stderr.write('演示还在运行，先在它的窗口按 Ctrl+C 停掉，再运行 npm run reset\n')
  process.exit(1)
}
rmSync('.data/demo', { recursive: true, force: true })
process.stdout.write('演示数据已清空，下次 npm start 会重新准备\n')
