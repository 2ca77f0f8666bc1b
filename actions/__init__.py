"""Rasa custom actions: slots in, rooms asked, sentences named. No sums, no SQL, no text."""
