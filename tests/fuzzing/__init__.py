"""
What `tests/fuzz.py` is made of: registries made up and spoilt, and what must hold for each of them.
"""
