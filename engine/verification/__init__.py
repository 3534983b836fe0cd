"""Prove or refute a finished run."""

from .verifying import Verified, verify

__all__ = ["Verified", "verify"]
