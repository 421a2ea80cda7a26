"""A folder of sources and the examples of checks → rows of JSON: what each check imports, and which tables it reads.

usage.py runs this as a program of its own, so that nothing is in sys.modules but what a check brought: what is imported here
goes into the archive of every start. Each check runs in a process of its own.
"""

import sys


def main(sources: str) -> None:
    """Print a row for what all checks share, under no name, then one for each check."""
    before = set(sys.modules)
    sys.path.insert(0, sources)
    import json
    import os
    from functools import partial

    import pyscripts
    import pyscripts.data

    tables = set()
    read = pyscripts.data.table
    pyscripts.data.table = lambda name: tables.add(name) or read(name)  # type: ignore[assignment, func-returns-value]

    def tell(check: str) -> None:
        # What is another module's second name needs no file: `importlib._bootstrap` is a part of the interpreter.
        new = {name: module for name, module in sys.modules.items() if name not in before}
        own = [name for name, module in new.items() if getattr(getattr(module, "__spec__", None), "name", name) == name]
        print(json.dumps([check, own, [*tables]]), flush=True)

    tell("")
    for name, examples in json.load(sys.stdin).items():
        if os.fork():
            if os.wait()[1]:
                sys.exit(name)
            continue
        module = __import__(f"pyscripts.checks.{name}", fromlist=["*"])
        scope = vars(module) | {"keys": partial(pyscripts.keys, name)}
        for example in examples:
            try:
                exec(example, scope)
            except Exception:  # of an example of errors; whether it is right is for the tests to say
                continue
        tell(name)
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
