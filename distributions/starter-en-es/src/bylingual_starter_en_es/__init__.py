"""A folder with an Argos package; Bylingual finds it through the entry point group `bylingual.packages`."""
