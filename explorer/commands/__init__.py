"""The commands of the command line, one module each with `run(arguments) -> exit code`. May import everything but `__main__`."""
