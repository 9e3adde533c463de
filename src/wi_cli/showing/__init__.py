"""
How members look: on a terminal, as text, for other programs.
"""
