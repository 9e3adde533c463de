"""
`python -m wi_cli` is the command `wi`.
"""

from wi_cli.cli import main

if __name__ == "__main__":
    main()
