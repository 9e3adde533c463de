"""
Directory of the Arbeitsgemeinschaft Weinheimer Initiative on the command line.
"""
