"""Texts as keys to compare, and what old encodings have made of them."""
