"""The self-check, the figures on work and the help that fits."""
