"""Starts the workloads, measures process trees, checks contents, and writes the table."""
