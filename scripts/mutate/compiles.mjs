import ts from 'typescript'
import { readFileSync } from 'node:fs'

/** Says whether the compiler takes a mutant: what does not compile reaches nobody. */
export function compiler() {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
  const changed = new Map()
  let version = 0
  const host = {
    getScriptFileNames: () => [...changed.keys()],
    getScriptVersion: (file) => String(changed.get(file)?.version ?? 0),
    getScriptSnapshot: (file) => {
      const text = changed.get(file)?.text ?? ts.sys.readFile(file)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => process.cwd(),
    getCompilationSettings: () => ({
      ...options,
      noUnusedLocals: false,
      noUnusedParameters: false,
      allowUnreachableCode: true,
    }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  }
  const service = ts.createLanguageService(host)
  return ({ file, start, end, to }) => {
    const text = readFileSync(file, 'utf8')
    version += 1
    changed.clear()
    changed.set(file, { text: text.slice(0, start) + to + text.slice(end), version })
    const wrong = [
      ...service.getSyntacticDiagnostics(file),
      ...service.getSemanticDiagnostics(file),
    ]
    return wrong.length === 0
  }
}
