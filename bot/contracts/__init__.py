"""The command-line contracts: JSON Lines in, JSON Lines out."""
