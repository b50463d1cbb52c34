"""Servers on this machine that answer as CI providers document it, with trouble where asked for."""
