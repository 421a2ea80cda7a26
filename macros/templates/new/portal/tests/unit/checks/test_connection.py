from pyscripts import keys


def test_nothing_is_said_of_the_site_while_our_own_is_silent() -> None:
    assert keys("connection", own="fail:3", ru="ok ok none", portal="ok") == ["own-down"]
