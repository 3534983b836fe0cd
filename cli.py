"""Run thidua from a checkout: ``python cli.py evaluate ...``."""

from engine.cli import main

if __name__ == "__main__":
    main()
