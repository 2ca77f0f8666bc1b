"""What the action server loads: every action that the domain names."""

from actions.base import Converse, Dismissal, Explain, Intake, Privacy, Protect, SelfCheck

__all__ = ["Converse", "Dismissal", "Explain", "Intake", "Privacy", "Protect", "SelfCheck"]
