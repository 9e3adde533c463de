"""
The registry: its format, its values, its file.
"""
