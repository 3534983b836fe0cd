# Mistakes in rule packs and in calls.

error-pack-missing = no rule pack “{ $name }”; did you mean: { $near }
error-yaml = not valid YAML: { $problem }
error-shape = { $path }: { $problem }
error-unknown-fact = no fact `{ $name }` in the vocabulary here; nearest: `{ $near }`
error-unknown-relation = this subject has no relation `{ $name }`; nearest: `{ $near }`
error-unknown-value = the scale has no value `{ $name }`; nearest: `{ $near }`
error-unknown-parameter = no parameter `{ $name }`; nearest: `{ $near }`
error-unknown-definition = no definition `{ $name }`; nearest: `{ $near }`
error-unknown-title = no title `{ $name }`; nearest: `{ $near }`
error-not-ordered = `{ $fact }` has no order, so that `{ $op }` cannot be asked
error-wrong-type = `{ $fact }` is of type { $type }, found `{ $found }`
error-not-number = expected a number or the name of a parameter after `$`, found `{ $found }`
error-not-attestation = `{ $fact }` is not an attestation
error-wrong-body = the vocabulary has `{ $fact }` confirmed by `{ $body }`
error-relation-in-row = `{ $name }` cannot be counted inside a row of another relation
error-window-missing = the yearly relation `{ $name }` needs `within`
error-window-on-members = `members` has no years, so that `within` cannot be asked
error-definition-cycle = the definition uses itself: { $chain }
error-title-cycle = titles use each other in a circle: { $chain }
error-year-outside = year { $year } lies outside { $first }–{ $last }, the period of { $pack }; choose a year inside it
error-inference = inference concluded “{ $found }” for { $title }, where exactly one conclusion was expected
error-scenario-title = scenario “{ $scenario }” names the title `{ $name }`, which the pack does not have; nearest: `{ $near }`
error-scenario-criterion = scenario “{ $scenario }” names the criterion `{ $name }`, which does not exist; nearest: `{ $near }`
error-scenario-base = scenario “{ $scenario }” builds on `{ $name }`, which does not exist; nearest: `{ $near }`
error-no-scenarios = pack { $pack } has no scenario file { $file }
error-not-in-force = the day of receipt { $day } lies outside { $first } – { $last }, when { $pack } is in force; choose --received inside it
