# Mistakes in rule packs and in calls.

error-pack-missing = no rule pack “{ $name }”; did you mean: { $near }

# Reading a YAML file.

error-yaml = not valid YAML: { $problem }
error-yaml-too-large = the file has { $size } MB, and only { $most } MB are read
error-yaml-unreadable = the file cannot be read: { $reason }
error-yaml-encoding = expected UTF-8, found the byte { $found }
error-yaml-character = found the unprintable character { $found }; remove it
error-yaml-tab = expected spaces before the first word of a line, found a tab
error-yaml-start = a value cannot begin with `{ $found }`; put it in quotes
error-yaml-colon = `{ $found }` cannot stand here; put a text in quotes, a key on a line of its own
error-yaml-no-colon = expected `:` after the key `{ $found }`
error-yaml-open-bracket = a bracket was not closed, or a comma is missing before `{ $found }`
error-yaml-open-quote = the quote { $found } that opens here is never closed
error-yaml-indent = the line is not indented like those above it, from `{ $found }` on
error-yaml-duplicate = duplicate key `{ $key }`; it is there first on line { $line }
error-yaml-tag = the tag `{ $tag }` cannot be used; write the value alone
error-yaml-too-deep = nested deeper than { $most } levels
error-yaml-too-many = the file has more than { $most } values, counting what `*` repeats
error-yaml-alias = no `&{ $name }` stands above for `*{ $name }` to repeat
error-yaml-alias-inside = `*{ $name }` repeats what it is a part of
error-yaml-merge = expected a mapping, or a list of mappings, after `<<`
error-yaml-key = expected a word or a number as key
error-yaml-value = no day, number or text is `{ $found }`; put a text in quotes
error-yaml-documents = expected one document in a file, found a second `---`

# The shape of packs, scenarios and the vocabulary.

error-shape = { $path }: { $problem }
error-shape-missing = { $path }: this key is missing
error-shape-unknown-key = { $path }: no key `{ $key }`; possible: { $allowed }
error-shape-unknown-key-near = { $path }: no key `{ $key }`, did you mean `{ $near }`; possible: { $allowed }
error-shape-choice = { $path }: expected one of { $allowed }, found `{ $found }`
error-shape-choice-near = { $path }: expected one of { $allowed }, found `{ $found }`; did you mean `{ $near }`
error-shape-type =
    { $path }: expected { $expected ->
        [integer] a whole number
        [number] a number
        [day] a day as year-month-day
        [truth] true or false
        [mapping] a mapping
        [list] a list
        [text] a text (put numbers and days in quotes)
        [value-or-mapping] a word, a day or a mapping
       *[value] a number, a day or a word
    }, found `{ $found }`
error-shape-form =
    { $path }: expected { $form ->
        [id] small letters, digits and hyphens
        [month-day] month-day like 09-01
       *[other] the form { $form }
    }, found `{ $found }`
error-shape-least = { $path }: expected at least { $least }, found `{ $found }`
error-shape-most = { $path }: expected at most { $most }, found `{ $found }`
error-shape-few = { $path }: expected at least { $least } entries
error-shape-unwanted = { $path }: this key cannot be used here
error-shape-key = { $path }: expected a word as key, found `{ $found }`
error-shape-ends-early = { $path }: ends before it begins
error-shape-begins = { $path }: `begins` belongs to school years, and only to them
error-shape-either = { $path }: expected exactly one of { $keys }
error-shape-exclude = { $path }: `{ $one }` and `{ $other }` exclude each other
error-shape-reserved = { $path }: `{ $name }` is a name that findings use themselves; choose another id
error-shape-transition = { $path }: a transition is about dossiers received before the version
error-shape-two-versions = { $path }: two versions are in force on { $day }
error-shape-no-titles = { $path }: a pack needs at least one title
error-shape-one-operator = { $path }: expected exactly one of { $names }, found { $given }
error-shape-too-many-of = { $path }: asks for { $wanted } of { $given } conditions
error-shape-empty-window = { $path }: expected at least one of from, to, last, ending, since, after, until, before
error-shape-condition = { $path }: expected one condition, named by one of { $allowed }; found `{ $found }`
error-shape-condition-near = { $path }: no condition `{ $key }`, did you mean `{ $near }`; possible: { $allowed }
error-shape-condition-two = { $path }: `{ $first }` and `{ $second }` are two conditions; put both into `all` or `any`
error-shape-operand = { $path }: expected a number, a day or a measure, one of { $allowed }; found `{ $found }`

# Conditions that do not fit the vocabulary, or each other.

error-unknown-fact = no fact `{ $name }` here; did you mean: { $near }
error-unknown-relation = this subject has no relation `{ $name }`; did you mean: { $near }
error-unknown-value = the scale has no value `{ $name }`; did you mean: { $near }
error-unknown-parameter = no parameter `{ $name }`; did you mean: { $near }
error-unknown-definition = no definition `{ $name }`; did you mean: { $near }
error-unknown-title = no title `{ $name }`; did you mean: { $near }
error-unknown-criterion = the title has no criterion `{ $name }`; did you mean: { $near }
error-wrong-kind = `{ $fact }` is of type { $type }, expected { $expected } here
error-wrong-type = `{ $fact }` is of type { $type }, found `{ $found }`
error-not-ordered = `{ $fact }` has no order, so that `{ $op }` cannot be asked
error-not-number = expected a number or the name of a parameter after `$`, found `{ $found }`
error-not-day = expected a day as year-month-day, found `{ $found }`
error-not-multiple = expected a whole number above 0, and a measure that counts, for `multiple_of`; found `{ $found }`
error-not-a-fact = expected a fact to compare with, written {"{"}fact: name{"}"}, found `{ $found }`
error-not-attestation = `{ $fact }` is not an attestation
error-wrong-body = the vocabulary has `{ $fact }` confirmed by `{ $body }`
error-year-compared = `{ $fact }` is the year of a row; choose years by `within`
error-too-fine = expected at most six decimals, found `{ $found }`
error-parameter-ended = the parameter `{ $name }` has no value on { $day }
error-definition-cycle = the definition uses itself: { $chain }
error-title-cycle = titles use each other in a circle: { $chain }
error-title-in-row = the title `{ $name }` cannot be asked for inside a row
error-title-of-others = the title `{ $name }` is not for the kind of subject that is asked here
error-title-ambiguous = `{ $name }` may be any of { $found }; write the whole name
error-title-not-in-force = uses the title `{ $name }`, which is not in force on that day
error-no-other =
    { $whom ->
        [unit] the unit
       *[head] the head
    } cannot be asked about here
error-relation-in-row = `{ $name }` cannot be counted inside a row of another relation
error-one-bound = expected exactly one comparison for a measure, found { $found }
error-bound-unwanted = a number to rank by is compared with nothing; remove `{ $op }`
error-share-of-all = `share` needs `where`, to say whose share it is
error-measures-differ = two measures of different kinds cannot be compared: { $first } and { $second }
error-window-missing = the yearly relation `{ $name }` needs `within`
error-window-on-members = `members` have no years, so that none can be asked for
error-window-ends = the window { $first }–{ $last } ends before it begins
error-window-years = `{ $name }` must be a whole number of years, 1 or more, found `{ $found }`
error-window-long = the window is longer than { $most } years
error-edge-in-edge = what cuts a window cannot be taken from a window that is cut itself
error-name-taken = { $pack }, which is extended, has `{ $name }` already; choose another name, or change it under `overrides`
error-statutory = `{ $name }` is set by { $pack } and cannot be weakened without a legal basis, named under `derogates`

# Days, years and scenarios.

error-year-outside = year { $year } lies outside { $first }–{ $last }, the period of { $pack }; choose a year inside it
error-inference = inference concluded “{ $found }” for { $title }, where exactly one conclusion was expected
error-scenario-title = scenario “{ $scenario }” names the title `{ $name }`, which the pack does not have; nearest: `{ $near }`
error-scenario-criterion = scenario “{ $scenario }” names the criterion `{ $name }`, which does not exist; nearest: `{ $near }`
error-scenario-base = scenario “{ $scenario }” builds on `{ $name }`, which does not exist; nearest: `{ $near }`
error-no-scenarios = pack { $pack } has no scenario file { $file }
error-not-in-force = the day of receipt { $day } lies outside { $first } – { $last }, when { $pack } is in force; choose --received inside it
error-start-like = the starting point “{ $scenario }” is like `{ $name }`, which does not exist or leads back to it; did you mean: { $near }
error-extends-cycle = packs extend each other in a circle: { $chain }
error-attestation-compared = `{ $fact }` is an attestation: ask `attested` instead of comparing it
error-scenario-word = scenario “{ $scenario }” expects `{ $name }`, and there is no such result; nearest: `{ $near }`
error-scenario-case = table “{ $scenario }”: a value does not fit its column
error-shape-case-width = { $path }: case { $number } has { $values } values for { $columns } columns
error-shape-case-column = { $path }: column `{ $column }` must be written as { $form }
