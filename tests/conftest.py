"""No test fails for want of speed: a busy machine is no fault of the program."""

from hypothesis import settings

settings.register_profile("thidua", deadline=None)
settings.load_profile("thidua")
