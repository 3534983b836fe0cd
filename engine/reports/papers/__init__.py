"""Papers of an office, in the form that administrative documents have (decree 30/2020)."""
