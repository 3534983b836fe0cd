# When two ways to a verdict differ.

error-engines-differ = two ways to a verdict differ for `{ $subject }`, title `{ $title }`, `{ $criterion }`: { $first_engine } says { $first }, { $second_engine } says { $second }; no report is written, please send this to the developers with the dossier
