explain-conclusion = Conclusion: { $outcome }
explain-applies = Whom it is for: { $reason }
explain-reason-not_eligible = Reason: “{ $parts }” is not met
explain-reason-undetermined = Still open: { $parts }
explain-reason-eligible = Reason: every criterion that applies is met ({ $parts })
explain-reason-not_applicable = Reason: { $parts }
explain-open = Cells to fill in for a conclusion:
explain-no-cell = the dossier has no such row or column
explain-when = When:{ " " }
explain-rests-on = rests on what this run says of { $title } for { $subject }:
explain-uncertain = not certain to be this subject's
explain-changed = With that change:
explain-unchanged = With that change: no conclusion changes
explain-change = { $title }: { $before } → { $after }

explain-simulated = SIMULATION: rules that nobody has confirmed are applied; not for deciding.
explain-unconfirmed = Rule not confirmed from its instrument.
explain-draft = Rule that is only a draft.
