"""
What is wrong with a registry file, each defect at its place.
"""
