"""How fast everything is, measured in one run and told on one page."""
