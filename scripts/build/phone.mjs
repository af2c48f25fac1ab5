import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'

/** Builds the phone with Taro. The CLI can fail with exit code 0, so the result is checked. */
export async function buildPhone(platform) {
  const proof = platform === 'weapp' ? 'dist/weapp/app.json' : 'dist/h5/index.html'
  rmSync(`dist/${platform}`, { recursive: true, force: true })
  const output = await run(platform)
  if (!existsSync(proof)) throw new Error(`Taro did not build ${platform}:\n${output}`)
}

function run(platform) {
  const environment = { ...process.env, TARO_ENV: platform, NODE_ENV: 'production' }
  const taro = spawn(
    process.execPath,
    ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', platform],
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  taro.stdout.on('data', (chunk) => (output += chunk))
  taro.stderr.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    taro.on('error', reject)
    taro.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(output))))
  })
}
