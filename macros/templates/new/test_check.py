import pytest

from pyscripts import keys


@pytest.mark.parametrize("number", ["112-233", " 112 233 ", "112233"])
def test_a_true_number_is_never_called_wrong(number: str) -> None:
    assert keys("$name", number=number) == ["right"]
