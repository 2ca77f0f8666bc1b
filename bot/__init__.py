"""Vroegwijzer: rules, booking and channels of the assistant. One folder a subject; see docs/contributing.md."""
