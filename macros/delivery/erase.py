"""Python → the same without types: they are for those who write it, and for tools.

Annotations stay where a class is made of them, as names only. What is left needs nothing of `typing` but that.
"""

import ast
from typing import override

MADE_OF_THEM = ("dataclass", "NamedTuple")
LEFT = "typing"


def without_types(source: str) -> str:
    r"""Take the types out of a module.

    >>> print(without_types("from typing import Any\ntype A = int\ndef f[T](x: T, *y: Any) -> A:\n    z: int = x\n    z"))
    def f(x, *y):
        z = x
        z
    >>> print(without_types("@dataclass(frozen=True)\nclass A[T](B[T]):\n    x: int = 1\n    y: ClassVar[int] = 2"))
    @dataclass(frozen=True)
    class A(B):
        x: 0 = 1
        y = 2
    """
    tree = _Eraser().visit(ast.parse(source))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    tree.body = [one for one in (_used(node, used) for node in tree.body) if one]
    return ast.unparse(ast.fix_missing_locations(tree))


def _used(node: ast.stmt, used: set[str]) -> ast.stmt | None:
    """A statement; of an import of types, what is used."""
    if isinstance(node, ast.ImportFrom) and node.module == LEFT:
        node.names = [alias for alias in node.names if (alias.asname or alias.name) in used]
        return node if node.names else None
    return node


class _Eraser(ast.NodeTransformer):
    def __init__(self) -> None:
        self._fields = [False]  # whether the class around is made of its annotations

    @override
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    @override
    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    @override
    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        said = {
            name.id
            for part in (*node.decorator_list, *node.bases)
            for name in ast.walk(part)
            if isinstance(name, ast.Name)
        }
        node.type_params = []
        node.bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
        self._within(node, bool(said.intersection(MADE_OF_THEM)))
        return node

    @override
    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    @override
    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        self.generic_visit(node)
        if self._fields[-1] and not ast.unparse(node.annotation).startswith("ClassVar"):
            node.annotation = ast.Constant(0)
            return node
        return ast.Assign([node.target], node.value) if node.value else None

    @override
    def visit_TypeAlias(self, node: ast.TypeAlias) -> None:
        return None

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        node.returns = None
        node.type_params = []
        self._within(node, False)
        return node

    def _within(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, fields: bool) -> None:
        self._fields.append(fields)
        self.generic_visit(node)
        self._fields.pop()
        node.body = node.body or [ast.Pass()]
