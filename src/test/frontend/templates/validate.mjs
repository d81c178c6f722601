// Holds element templates against the schema that Camunda Modeler reads them by: node validate.mjs <files>
import { readFileSync } from 'node:fs'
import { validateAll } from '@bpmn-io/element-templates-validator'

const problems = process.argv.slice(2).flatMap(file => {
  const templates = JSON.parse(readFileSync(file, 'utf8'))
  return validateAll(templates)
    .results.flatMap((result, index) => (result.errors ?? [])
      .map(error => `${file}: ${templates[index].id}: ${error.dataPath ?? ''} ${error.message}`))
})
problems.forEach(problem => console.log(problem))
process.exit(problems.length ? 1 : 0)
