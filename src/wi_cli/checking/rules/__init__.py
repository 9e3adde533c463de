"""
The rules of `wi validate`: a file for each subject, each rule beside its manual and its examples.
"""
