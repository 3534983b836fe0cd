"""Whom each record is about, and all records together as a dossier."""
