"""Starting and watching the processes, and training when something changed."""
