/*
 * Unpacks the browser of the package beside this file into a folder and prints the path of its program.
 *
 *   node unpack.mjs <folder>
 *
 * The package writes to the system's temporary folder and leaves out its own libraries unless it believes itself to
 * run where it was made for: both are told otherwise before it is loaded.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve(process.argv[2])
mkdirSync(folder, { recursive: true })
process.env.TMPDIR = folder
process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x'
const { default: chromium } = await import('@sparticuz/chromium')
const program = await chromium.executablePath()
writeFileSync(join(folder, 'unpacked'), program)
