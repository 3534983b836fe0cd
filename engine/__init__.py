"""Decide who meets the written criteria for emulation titles, and say why."""
