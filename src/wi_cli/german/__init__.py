"""
German: how it is spelt, mistyped and worded.
"""
