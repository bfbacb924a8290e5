"""Argos packages on disk, in archives and in an index. The only room that ever reaches the network, and only when one
of the `models` commands asks it to."""
