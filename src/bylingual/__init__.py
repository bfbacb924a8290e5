"""Bylingual."""
