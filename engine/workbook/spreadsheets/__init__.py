"""Files with sheets: looked through for what could harm, then read in a guarded process."""
