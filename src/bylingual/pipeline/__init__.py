"""Use cases, one a file: each takes a project and a selection, returns a report, and knows nothing of the terminal."""
