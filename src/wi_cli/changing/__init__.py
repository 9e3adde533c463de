"""
Changing a registry's text without touching anything else.
"""
