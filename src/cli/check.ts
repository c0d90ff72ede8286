import { checkPaths } from '../seed/read.js'
import { type CliCommand, ROOT_OPTION } from './command.js'
import { InputError, writeProblems } from './exit.js'
import { toJson } from './terminal.js'

/** `headwaters check <path…>`: the checks of an import that need no store. */
export const checkCommand: CliCommand = {
  name: 'check <paths...>',
  summary: 'check seed files or folders, without a store',
  needsStore: false,
  options: [ROOT_OPTION],
  async run(paths, { json, root }, terminal) {
    const checked = await checkPaths(paths, typeof root === 'string' ? { root } : {})
    if (!checked.ok) {
      if (!json) throw new InputError('the files have problems', checked.problems)
      terminal.out(`${toJson({ ok: false, problems: checked.problems }, 2)}\n`)
      return 1
    }
    const { records, files, open, warnings } = checked.bundle
    if (json) {
      terminal.out(
        `${toJson({ ok: true, files: files.length, records: records.length, open: open.length, problems: warnings }, 2)}\n`,
      )
      return 0
    }
    writeProblems(warnings, terminal)
    terminal.out(`${records.length} records in ${files.length} files are well formed\n`)
    if (open.length > 0) terminal.out(`${open.length} references lead to records that a graph must already hold\n`)
    return 0
  },
}
