"""
Directory of the Arbeitsgemeinschaft Weinheimer Initiative on the command line.
"""

__version__ = "0.1.0"
