// `npm run test:circles`: files of the product that import each other in a circle, types included.
// By hand, because the kept tools do not read type imports as TypeScript resolves them (knip and
// eslint-plugin-import-x skip them) or bring eighty packages or a newer Node (madge,
// dependency-cruiser); TypeScript itself reads and resolves here.
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const ROOMS = ['cloudfunctions', 'miniprogram']

/** For each file below the folders: which files below them it imports, on either platform. */
export function importsBelow(folders) {
  const files = folders.flatMap((folder) => ts.sys.readDirectory(folder, ['.ts', '.tsx']))
  const known = new Set(files)
  const resolvers = [
    ['.weapp', ''],
    ['.h5', ''],
  ].map(resolverFor)
  const importsOf = (file) => {
    const { importedFiles } = ts.preProcessFile(ts.sys.readFile(file), true, true)
    const found = importedFiles.flatMap(({ fileName }) =>
      resolvers.map((resolveFrom) => resolveFrom(fileName, file)),
    )
    return [...new Set(found)].filter((imported) => known.has(imported))
  }
  return new Map(files.map((file) => [file, importsOf(file)]))
}

/** Resolves an import as TypeScript would for that platform. */
function resolverFor(moduleSuffixes) {
  const { config } = ts.readConfigFile(resolve(ROOT, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT)
  const forPlatform = { ...options, moduleSuffixes }
  const cache = ts.createModuleResolutionCache(ROOT, (name) => name, forPlatform)
  return (name, file) =>
    ts.resolveModuleName(name, file, forPlatform, ts.sys, cache).resolvedModule?.resolvedFileName
}

/** For each group of files that reach each other: its size and the shortest way around in it. */
export function circles(imports) {
  return knots(imports).map((knot) => {
    const inside = new Set(knot)
    const ways = knot.map((file) => shortestWayBack(file, imports, inside))
    const [shortest] = ways.sort((a, b) => a.length - b.length)
    return { files: knot, shortest }
  })
}

/** Tarjan's strongly connected components: several files, or one file that imports itself. */
function knots(imports) {
  const found = []
  const order = new Map()
  const low = new Map()
  const stack = []
  const visit = (file) => {
    order.set(file, order.size)
    low.set(file, order.get(file))
    stack.push(file)
    for (const next of imports.get(file) ?? []) {
      if (!order.has(next)) visit(next)
      if (stack.includes(next)) low.set(file, Math.min(low.get(file), low.get(next)))
    }
    if (low.get(file) !== order.get(file)) return
    const knot = stack.splice(stack.indexOf(file))
    if (knot.length > 1 || imports.get(file)?.includes(file)) found.push(knot.sort())
  }
  for (const file of imports.keys()) if (!order.has(file)) visit(file)
  return found.sort((a, b) => b.length - a.length)
}

function shortestWayBack(start, imports, inside) {
  const ways = [[start]]
  const seen = new Set()
  for (const way of ways) {
    for (const next of imports.get(way.at(-1)) ?? []) {
      if (next === start) return [...way, start]
      if (!inside.has(next) || seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return []
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const chosen = process.argv.slice(2)
  const folders = (chosen.length > 0 ? chosen : ROOMS).map((room) => resolve(ROOT, room))
  const imports = importsBelow(folders)
  const found = circles(imports)
  const name = (file) => relative(ROOT, file)
  for (const { files, shortest } of found) {
    process.stdout.write(`a circle of ${files.length} files:\n`)
    process.stdout.write(files.map((file) => `  ${name(file)}\n`).join(''))
    process.stdout.write(`  the shortest way around: ${shortest.map(name).join(' → ')}\n`)
  }
  process.stdout.write(`${imports.size} files read, ${found.length} circles\n`)
  process.exit(found.length > 0 ? 1 : 0)
}
