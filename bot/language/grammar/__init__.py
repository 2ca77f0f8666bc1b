"""The grammar behind the readers: words to nodes, nodes to dates, lengths and times, by small tables of rules."""
