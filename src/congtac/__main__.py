"""`python -m congtac` is the command `congtac`."""

from congtac.cli import main

if __name__ == "__main__":
    main()
