"""
The directory as one page for a browser: templates, a stylesheet, a script and the outlines of the Länder.
"""
