"""
The registry as files that other programs take as they are.
"""
