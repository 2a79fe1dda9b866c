"""Trials that are too long for every day, each a module that runs by itself and that a test runs in small."""
