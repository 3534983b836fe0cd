cli-error = Error: { $message }
cli-bug = a fault of the program ({ $kind }); run again with --debug and send what it prints to the developers
error-only-checks = { $packs } only checks data and has no title to decide; use thidua check, or add a pack that has titles
error-nothing-to-explain = no conclusion “{ $title }” about { $subject }; see `thidua rules show` for titles
error-subject-near = the dossier has no id { $subject }; ids like it: { $near }
error-subject-unknown = the dossier has no id { $subject }; see the id column of the dossier
error-unit-near = the dossier has no unit { $unit }; ids of units like it: { $near }
error-unit-unknown = the dossier has no unit { $unit }; see the ids on the sheet of units
error-copies-show-all = annotated copies show every person and unit; leave `annotated` out of --format, or leave out --only-unit and --redact
error-shown-in-part = this run shows only a part of the dossier; explain or suppose without --only-unit and --redact
error-run-exists = { $out } already holds a run; add --force to replace it or choose another --out
error-not-a-run = { $out } exists and is not the folder of a run; choose another --out
error-template-suffix = { $out } must end in .xlsx; rename the file given by -o
error-template-exists = { $out } exists; add --force to replace it or choose another file with -o
error-template-unwritable = { $out } cannot be written ({ $reason }); check the folder and its permissions, and close the file if it is open
template-written = Blank workbook: { $out }
error-set-form = `{ $change }` is not of the form fact=value
error-set-fact = { $subject } has no fact `{ $name }`; nearest: `{ $near }`
error-set-value = `{ $raw }` is no value of { $fact }; possible: { $allowed }
summary-title = Titles and duties
summary-eligible = eligible
summary-not_eligible = not
summary-undetermined = open
summary-not_applicable = n/a
summary-problems = Data problems: { $count }
summary-engines = Ways to a verdict that agreed: { $engines }
summary-reports = Output:
severity-error = [error]
severity-warning = [warning]
severity-note = [note]
scenario-differs = ✗ { $scenario }: { $title }/{ $criterion } expected { $expected }, found { $found }
scenarios-held = { $pack }: { $passed } of { $total } scenarios hold
scenario-gap-verdict = no scenario: { $place } = { $what }
scenario-gap-version = no scenario judges by { $place }
scenario-gap-branch = no scenario: { $place } met, and no other branch
scenario-gap-choice = no scenario: { $place } makes the difference
scenario-gap-threshold =
    no scenario: { $place } { $value }, { $what ->
        [below] just below
        [at] exactly there
       *[above] just above
    }
scenario-gap-against =
    no scenario: { $place }, { $what ->
        [below] the first less than the second
        [at] both equal
       *[above] the first more than the second
    }
rulebook-cite = ({ $cite })
rulebook-check = check
rulebook-duty = duty
rulebook-award = title
rulebook-applies = For: { $condition }
rulebook-when = When: { $condition }
rulebook-asks = Asks: { $condition }
rulebook-interpretation = Reading: { $text }
rulebook-prefers = Preference: { $text }
rulebook-parameters = Parameters
rulebook-parameter = { $text }: { $value } { $unit } ({ $cite })
rulebook-is-interpretation = {" "}[an interpretation, the council may change it]
rulebook-not-yet = Not asked yet: { $text } ({ $cite })
rulebook-lapsed = No longer asked: { $text } ({ $cite })
rulebook-round = Round: { $name }, { $first } – { $last } ({ $cite })
rulebook-round-every = Round: { $name }, { $every }, { $first } – { $last } ({ $cite })
rulebook-in-force = In force: { $first } – { $last }; judged year { $year }, received { $received }
rulebook-sheet = Sheet “{ $sheet }”: { $name }
rulebook-column = { $header } ({ $id }): { $name }

help-check = List the data problems, each with its cell.
help-coverage = Also list what no scenario shows: verdicts, versions, branches, sides of thresholds.
help-debug = Show the traceback of an error.
help-demo = Evaluate the shipped example and say where the reports lie.
help-evaluate = Judge a dossier by rule packs and write the reports.
help-explain = Explain the conclusions about one person or unit.
help-force = Replace an earlier run.
help-format = Kinds of output, separated by commas.
help-json = Print JSON.
help-lang = Language.
help-list = List the shipped packs.
help-only-unit = Write only what is about one unit and its members.
help-out = Output folder.
help-rules = Rule packs: list, show, test; the vocabulary.
help-page = Print a pack as a Markdown page: diagram, every criterion, in every version.
help-received = Day of receipt, selects the version of the rules.
help-redact = For lists put up in public: initials instead of names, no birth dates, no data problems.
help-rules-used = Id or path of a rule pack; can be repeated.
help-schema = Print the JSON Schema of a pack, scenario or vocabulary file, for editors.
help-set = Suppose that a fact were different.
help-show = Show a pack, every parameter resolved.
help-strict = Exit with 1 when there are data problems.
help-subject = Id of a person or unit.
help-template = Make a blank workbook with just the sheets and columns that packs need.
help-out-file = The .xlsx file to write.
help-force-file = Replace a file that is there.
help-test = Run the scenarios of packs (default: all).
help-thidua = Decide who meets the written criteria for emulation titles, and say why.
help-title = Id of a title (default: all).
help-vocabulary = The vocabulary: sheets, columns, values.
help-year = The judged year (default: the last of the period).

help-simulate = Apply rules that nobody has confirmed, too; every result says that it is a simulation.
