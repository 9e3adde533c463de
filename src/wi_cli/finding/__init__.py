"""
Finding members: by name, by filter, by words.
"""
