/** How to start npm: on Windows it is a script, which Node starts only through a shell. */
export function npmCommand(...args) {
  const isWindows = process.platform === 'win32'
  return [isWindows ? 'npm.cmd' : 'npm', args, { shell: isWindows }]
}
