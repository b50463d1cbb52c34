"""The commands of `python -m shared.cli`, a module each; they may import what functions may."""
