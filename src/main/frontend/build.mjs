/*
 * Compiles Svara's look into a folder of static files: one style sheet, one script module and a small one for the way in,
 * the fonts and the icon. Beside them, for Camunda's Tasklist, the script and the style sheet by which our forms and our case
 * tab come into it; and the letters that PDFs are set in.
 *
 *   node build.mjs [output folder] [output folder for Tasklist] [output folder for PDFs' letters]
 *                                                                    defaults: below target/classes of the project
 *
 * It installs packages only when package-lock.json has changed, and compiles only when an input has changed, so that
 * it can run in every build. File names carry no hash: the server adds one from the content.
 */
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const output = resolve(process.argv[2] ?? join(here, '../../../target/classes/static/assets'))
const tasklist = resolve(process.argv[3]
  ?? join(here, '../../../target/classes/META-INF/resources/webjars/camunda/app/tasklist/scripts/svara'))
const paper = resolve(process.argv[4] ?? join(here, '../../../target/classes/paper/fonts'))
const language = join(here, '../resources/META-INF/resources/webjars/camunda/app/tasklist/scripts/svara/language.js')
const modules = join(here, 'node_modules')
const installedMark = join(modules, '.svara-installed')
const builtMark = join(modules, '.svara-built-' + sha256(output + tasklist + paper).slice(0, 12))
const fonts = ['latin', 'latin-ext'].flatMap(set => [400, 700].map(weight => `inter-${set}-${weight}-normal.woff2`))
/* Inter has the letters of the pages, DejaVu most others, Arabic and Hebrew among them. */
const letters = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf', '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSans.ttf', 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'
]
const products = [
  ...['svara.css', 'svara.js', 'way-in.js', 'icon.svg', ...fonts.map(font => `fonts/${font}`)].map(file => join(output, file)),
  ...['tasklist.js', 'tasklist.css'].map(file => join(tasklist, file)),
  ...letters.map(file => join(paper, basename(file)))
]

function sha256(text) {
  return createHash('sha256').update(text).digest('hex')
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

function installPackages() {
  const lock = sha256(readFileSync(join(here, 'package-lock.json')))
  if (read(installedMark) === lock) return lock
  console.log('Front end: fetching packages (npm ci) ...')
  const windows = process.platform === 'win32'
  const npm = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: here, stdio: ['ignore', 'inherit', 'inherit'], shell: windows
  })
  if (npm.status !== 0) {
    console.error('Front end: npm ci failed' + (npm.error ? ` (${npm.error.message})` : '')
      + '. Node.js 20 or later with npm is needed, and the package registry must be reachable the first time.')
    process.exit(1)
  }
  writeFileSync(installedMark, lock)
  return lock
}

function inputs(lock) {
  const hash = createHash('sha256').update(lock).update(readFileSync(fileURLToPath(import.meta.url)))
  for (const file of ['scss', 'js', 'images'].flatMap(folder => filesBelow(join(here, folder)))) {
    hash.update(relative(here, file)).update(readFileSync(file))
  }
  hash.update(readFileSync(language))
  return hash.digest('hex')
}

async function compile() {
  const sass = await import('sass')
  const esbuild = await import('esbuild')
  mkdirSync(join(output, 'fonts'), { recursive: true })
  mkdirSync(tasklist, { recursive: true })
  mkdirSync(paper, { recursive: true })
  const bundles = [['svara', 'js/svara.js', output], ['tasklist', 'js/tasklist/index.js', tasklist]]
  for (const [name, script, folder] of bundles) {
    const styles = sass.compile(join(here, `scss/${name}.scss`), {
      loadPaths: [modules], style: 'compressed', quietDeps: true, importers: [new sass.NodePackageImporter(here)]
    })
    if (/GDS Transport/.test(styles.css)) throw new Error('GDS Transport is licensed to GOV.UK only and must not be used.')
    writeFileSync(join(folder, `${name}.css`), styles.css)
  }
  for (const [name, script, folder] of [...bundles, ['way-in', 'js/way-in.js', output]]) {
    await esbuild.build({
      entryPoints: [join(here, script)], outfile: join(folder, `${name}.js`),
      bundle: true, format: 'esm', target: 'es2020', minify: true, legalComments: 'eof', logLevel: 'warning'
    })
  }
  for (const font of fonts) cpSync(join(modules, '@fontsource/inter/files', font), join(output, 'fonts', font))
  for (const font of letters) cpSync(join(modules, font), join(paper, basename(font)))
  cpSync(join(here, 'images/icon.svg'), join(output, 'icon.svg'))
}

const wanted = inputs(installPackages())
if (read(builtMark) !== wanted || !products.every(file => existsSync(file))) {
  const start = Date.now()
  await compile()
  writeFileSync(builtMark, wanted)
  console.log(`Front end: compiled to ${relative(process.cwd(), output) || '.'} in ${Date.now() - start} ms`)
}
